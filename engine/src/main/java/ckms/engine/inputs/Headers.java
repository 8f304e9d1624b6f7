package ckms.engine.inputs;

import ckms.engine.host.files.Digest;
import ckms.engine.host.files.Entries;
import ckms.engine.host.files.Stamp;
import ckms.engine.host.files.TreeDigest;
import ckms.engine.kernel.KernelConfig;
import ckms.engine.kernel.KernelTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What tells a kernel's headers from others: the configuration, and the checksums of exported symbols. A kernel without
 * {@code CONFIG_MODVERSIONS} has no such checksums. Its header files count instead, since they may be exchanged in
 * place with the release kept.
 *
 * @param kernel the kernel, with headers
 */
record Headers(KernelTree kernel) implements FileSource {
    private static final String MODVERSIONS = "CONFIG_MODVERSIONS";

    private Path config() throws IOException {
        return kernel.header(".config");
    }

    private Path symbols() throws IOException {
        return kernel.header("Module.symvers");
    }

    @Override
    public Stamp stamp() throws IOException {
        Stamp stamp = Stamp.of(config(), symbols());
        for (Path files : headerFiles()) {
            stamp = stamp.and(Stamp.ofTree(files, ""));
        }
        return stamp;
    }

    @Override
    public String digest() throws IOException {
        var text = new StringBuilder(Digest.orNone(config()) + '\0' + Digest.orNone(symbols()));
        for (Path files : headerFiles()) {
            text.append('\0').append(TreeDigest.of(files, ""));
        }
        return Digest.of(text.toString());
    }

    /** Lists the folders of header files, if they count, with those of a source tree that was built elsewhere. */
    private Set<Path> headerFiles() throws IOException {
        Set<Path> folders = new LinkedHashSet<>();
        if (!KernelConfig.isYes(kernel, MODVERSIONS)) {
            // Beside a kernel's link to its headers is one to its source.
            for (Path tree : List.of(kernel.build(), kernel.header("source"), kernel.file("source"))) {
                addFolder(tree.resolve("include"), folders);
                for (Path arch : Entries.overLinks(within(tree.resolve("arch")))) {
                    addFolder(arch.resolve("include"), folders);
                }
            }
        }
        return folders;
    }

    private Path within(Path path) throws IOException {
        return kernel.roots().within(path);
    }

    private void addFolder(Path path, Set<Path> folders) throws IOException {
        Path folder = within(path);
        if (Files.isDirectory(folder)) {
            folders.add(folder.toRealPath());
        }
    }
}
