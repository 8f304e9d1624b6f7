package ckms.engine.kernel;

import ckms.engine.host.Roots;
import ckms.engine.host.files.Entries;
import ckms.model.Kernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the kernels of a root file system. */
public final class KernelTrees {
    private final Roots roots;

    /** Makes a finder of the kernels below a root. */
    public KernelTrees(Roots roots) {
        this.roots = roots;
    }

    /**
     * Lists the kernels that are installed, in order.
     *
     * @param machine the machine that modules are built for, as {@code uname -m} prints it; the folders of kernels do
     *     not tell theirs
     * @throws IOException if a folder can't be read
     */
    public List<KernelTree> installed(String machine) throws IOException {
        var trees = new ArrayList<KernelTree>();
        for (Path folder : Entries.overLinks(roots.modules())) {
            Optional<Kernel> kernel = Kernel.of(folder.getFileName().toString(), machine);
            if (kernel.isPresent() && isKernel(folder)) {
                trees.add(tree(kernel.get()));
            }
        }
        trees.sort(Comparator.comparing(KernelTree::kernel));
        return trees;
    }

    /**
     * Looks at one kernel, whether or not it is installed.
     *
     * @throws IOException if the link to its headers can't be read
     */
    public KernelTree tree(Kernel kernel) throws IOException {
        Path folder = roots.modules().resolve(kernel.release());
        return new KernelTree(kernel, folder, isKernel(folder), headers(folder.resolve("build")));
    }

    private static boolean isKernel(Path folder) {
        return Files.isDirectory(folder)
                && (Files.exists(folder.resolve("modules.order"))
                        || Files.exists(folder.resolve("modules.builtin"))
                        || Files.isSymbolicLink(folder.resolve("build"))
                        || Files.isDirectory(folder.resolve("build")));
    }

    /**
     * Finds the headers. On the host itself hooks are given the link, as the original CKMS does; below another root,
     * the folder that the link leads to there.
     */
    private Optional<Path> headers(Path build) throws IOException {
        Path folder = roots.isOther() ? roots.follow(build) : build;
        return Files.isDirectory(folder) ? Optional.of(folder) : Optional.empty();
    }
}
