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

    /** Finds those below that root. */
    public KernelTrees(Roots roots) {
        this.roots = roots;
    }

    /**
     * Lists the kernels that are installed, in order.
     *
     * @param machine the one that modules are built for, as the folders of kernels do not say
     * @throws IOException where a folder can't be read
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
     * @throws IOException where the link to its headers can't be read
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

    /** On the host itself hooks get the link, as the original gives it; below another root, what it means there. */
    private Optional<Path> headers(Path build) throws IOException {
        Path folder = roots.isOther() ? roots.follow(build) : build;
        return Files.isDirectory(folder) ? Optional.of(folder) : Optional.empty();
    }
}
