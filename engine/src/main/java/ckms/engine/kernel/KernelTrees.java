package ckms.engine.kernel;

import ckms.engine.host.Roots;
import ckms.engine.host.files.Entries;
import ckms.model.Kernel;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

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
        for (Map.Entry<Kernel, Path> folder : folders(machine).entrySet()) {
            if (isKernel(folder.getValue())) {
                trees.add(tree(folder.getKey(), folder.getValue()));
            }
        }
        return trees;
    }

    /**
     * Lists, in order, all folders that may be of a kernel by their names, whether or not it is installed.
     *
     * @param machine as for {@link #installed}
     * @throws IOException if the folder of modules can't be read
     */
    public SortedMap<Kernel, Path> folders(String machine) throws IOException {
        SortedMap<Kernel, Path> folders = new TreeMap<>();
        for (Path folder : Entries.overLinks(roots.modules())) {
            Optional<Kernel> kernel = Kernel.of(folder.getFileName().toString(), machine);
            if (kernel.isPresent()) {
                found(folder).ifPresent(real -> folders.put(kernel.get(), real));
            }
        }
        return folders;
    }

    /** Resolves links within another root; empty if they go in a circle. */
    private Optional<Path> found(Path path) throws IOException {
        try {
            return Optional.of(roots.within(path));
        } catch (FileSystemLoopException circle) {
            return Optional.empty();
        }
    }

    /**
     * Looks at one kernel, whether or not it is installed.
     *
     * @throws IOException if too many links lead to its folder, or a link can't be read
     */
    public KernelTree tree(Kernel kernel) throws IOException {
        return tree(kernel, roots.modules(kernel.release()));
    }

    private KernelTree tree(Kernel kernel, Path folder) throws IOException {
        return new KernelTree(kernel, roots, folder, isKernel(folder), headers(folder.resolve("build")));
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
        return found(build).filter(Files::isDirectory);
    }
}
