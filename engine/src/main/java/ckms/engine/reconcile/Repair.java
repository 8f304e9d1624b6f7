package ckms.engine.reconcile;

import ckms.engine.reconcile.run.Writer;
import ckms.model.Cell;
import ckms.model.Kernel;
import ckms.model.plan.Finalizer;
import ckms.model.plan.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** What mends something that is wrong with a host's state, and can do no harm. */
public sealed interface Repair {
    /** The step that does it; empty where it takes none. */
    Optional<Step.OnKernel> step();

    /**
     * Does it, where it takes no step.
     *
     * @return what was done, as a sentence; empty where there was nothing to do
     * @throws IOException where it could not be done
     */
    Optional<String> mend(Writer writer) throws IOException;

    /** What any writer does before all else: finishes or undoes what another one was interrupted in. */
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

    /** A step that was left undone. */
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

    /** Takes away the link to what is not there. */
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

    /** Takes away the mark of a kernel that is not there. */
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

    /** Deletes a file that ckms left half written. */
    record Delete(Path file) implements Repair {
        @Override
        public Optional<Step.OnKernel> step() {
            return Optional.empty();
        }

        @Override
        public Optional<String> mend(Writer writer) throws IOException {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.empty();
            }
            Files.delete(file);
            return Optional.of("deleted " + file);
        }
    }
}
