package ckms.engine.reconcile;

import ckms.engine.host.files.Tree;
import ckms.engine.reconcile.run.Writer;
import ckms.model.Cell;
import ckms.model.Kernel;
import ckms.model.plan.Finalizer;
import ckms.model.plan.Step;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** A safe repair of something that is wrong with a host's state. */
public sealed interface Repair {
    /** Returns the step that makes the repair; empty if it takes none. */
    Optional<Step.OnKernel> step();

    /**
     * Makes the repair, if it takes no step.
     *
     * @return what was done, as a sentence; empty if there was nothing to do
     * @throws IOException if the repair can't be made
     */
    Optional<String> mend(Writer writer) throws IOException;

    /**
     * The repair that each session makes when it opens: it finishes or undoes what an earlier run was interrupted in.
     */
    record Recovery() implements Repair {
        @Override
        public Optional<Step.OnKernel> step() {
            return Optional.empty();
        }

        @Override
        public Optional<String> mend(Writer writer) {
            return Optional.empty();
        }
    }

    /**
     * A step on a kernel that an earlier run left undone.
     *
     * @param late the step
     */
    record Late(Step.OnKernel late) implements Repair {
        @Override
        public Optional<Step.OnKernel> step() {
            return Optional.of(late);
        }

        @Override
        public Optional<String> mend(Writer writer) {
            return Optional.empty();
        }
    }

    /** The removal of a link that says that a cell is installed, although its build is gone. */
    record Unlink(Cell cell) implements Repair {
        @Override
        public Optional<Step.OnKernel> step() {
            return Optional.empty();
        }

        @Override
        public Optional<String> mend(Writer writer) throws IOException {
            writer.unlink(cell);
            return Optional.of("took away the link that said " + cell + " is installed");
        }
    }

    /**
     * The removal of a mark that says that a kernel waits for depmod or for its initramfs, although the kernel is gone.
     */
    record Unmark(Kernel kernel, Finalizer finalizer) implements Repair {
        @Override
        public Optional<Step.OnKernel> step() {
            return Optional.empty();
        }

        @Override
        public Optional<String> mend(Writer writer) throws IOException {
            writer.clearMark(kernel, finalizer);
            return Optional.of("took away a mark of " + kernel + ", which is gone");
        }
    }

    /** The removal of the record of a build that is gone. */
    record Forget(Cell cell) implements Repair {
        @Override
        public Optional<Step.OnKernel> step() {
            return Optional.empty();
        }

        @Override
        public Optional<String> mend(Writer writer) throws IOException {
            writer.forget(cell);
            return Optional.of("forgot the build of " + cell + ", which is gone");
        }
    }

    /** The removal of what is damaged to a folder where nothing reads it; it is not deleted. */
    record SetAside(Path path) implements Repair {
        @Override
        public Optional<Step.OnKernel> step() {
            return Optional.empty();
        }

        @Override
        public Optional<String> mend(Writer writer) throws IOException {
            if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.empty();
            }
            writer.setAside(path);
            return Optional.of("moved " + path + " away");
        }
    }

    /** The removal of all that is no record from a folder of records, to where nothing reads it; it is not deleted. */
    record Sift(Path folder) implements Repair {
        @Override
        public Optional<Step.OnKernel> step() {
            return Optional.empty();
        }

        @Override
        public Optional<String> mend(Writer writer) throws IOException {
            int moved = writer.sift(folder);
            if (moved == 0) {
                throw new FileSystemException(
                        folder.toString(),
                        null,
                        "is too full of records to be read, and nothing in it is damaged; move away the records that"
                                + " nobody needs");
            }
            return Optional.of(moved + " files of " + folder + " are no records, and were moved away");
        }
    }

    /** The removal of the files that ckms left half written in the state directory. */
    record Tidy() implements Repair {
        @Override
        public Optional<Step.OnKernel> step() {
            return Optional.empty();
        }

        @Override
        public Optional<String> mend(Writer writer) throws IOException {
            return writer.tidy();
        }
    }

    /** The removal of a file or folder, elsewhere, that ckms left when it was killed. */
    record Delete(Path path) implements Repair {
        @Override
        public Optional<Step.OnKernel> step() {
            return Optional.empty();
        }

        @Override
        public Optional<String> mend(Writer writer) throws IOException {
            if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.empty();
            }
            Tree.remove(path);
            return Optional.of("deleted " + path);
        }
    }
}
