package ckms.engine.kernel;

import ckms.engine.host.Roots;
import ckms.model.Kernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the kernels of a root file system. */
public final class KernelTrees {
    private final Roots roots;
    private final String machine;

    /** Kernels below that root, for modules of that machine. */
    public KernelTrees(Roots roots, String machine) {
        this.roots = roots;
        this.machine = machine;
    }

    /** The kernels that are installed, in order. */
    public List<KernelTree> installed() throws IOException {
        var trees = new ArrayList<KernelTree>();
        if (!Files.isDirectory(roots.modules())) {
            return trees;
        }
        try (var folders = Files.newDirectoryStream(roots.modules())) {
            for (Path folder : folders) {
                String release = folder.getFileName().toString();
                if (Kernel.complaint(release).isEmpty() && isKernel(folder)) {
                    trees.add(tree(release));
                }
            }
        }
        trees.sort((a, b) -> a.kernel().compareTo(b.kernel()));
        return trees;
    }

    /** One kernel, whether or not it is installed. */
    public KernelTree tree(String release) throws IOException {
        Path folder = roots.modules().resolve(release);
        return new KernelTree(new Kernel(release, machine), folder, isKernel(folder), headers(folder.resolve("build")));
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
