package ckms.engine.installside;

import ckms.engine.host.CleanUp;
import ckms.engine.host.Roots;
import ckms.engine.host.files.Scratch;
import ckms.engine.host.files.Tree;
import ckms.model.Kernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder to be given to depmod as the base of another root. Depmod would follow that root's own absolute links on the
 * host, as where {@code /lib} leads to {@code /usr/lib}; here it finds the kernel's folder and nothing else.
 */
final class DepmodBase implements AutoCloseable {
    private final Path folder;

    private DepmodBase(Path folder) {
        this.folder = folder;
    }

    /** Makes the base for a kernel of a root; it lasts until it is closed. */
    static DepmodBase of(Kernel kernel, Roots roots) throws IOException {
        Path real = roots.modules(kernel.release());
        Path folder = Scratch.folder();
        try {
            Path modules = Files.createDirectories(folder.resolve("lib/modules"));
            Files.createSymbolicLink(modules.resolve(kernel.release()), real);
            // Some distributions have a depmod that looks below usr.
            Files.createSymbolicLink(folder.resolve("usr"), Path.of("."));
            return new DepmodBase(folder);
        } catch (IOException | RuntimeException | Error first) {
            CleanUp.after(first, () -> Tree.remove(folder));
            throw first;
        }
    }

    Path folder() {
        return folder;
    }

    @Override
    public void close() throws IOException {
        Tree.remove(folder);
    }
}
