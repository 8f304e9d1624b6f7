package ckms.engine.inputs;

import ckms.engine.host.files.Digest;
import ckms.engine.host.files.Entries;
import ckms.engine.host.files.Stamp;
import ckms.engine.host.files.TreeDigest;
import ckms.engine.kernel.KernelConfig;
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
 * @param folder the folder to build against
 */
record Headers(Path folder) implements FileSource {
    private static final String MODVERSIONS = "CONFIG_MODVERSIONS";

    private Path config() {
        return folder.resolve(".config");
    }

    private Path symbols() {
        return folder.resolve("Module.symvers");
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
        if (!KernelConfig.isYes(folder, MODVERSIONS)) {
            for (Path tree : trees()) {
                addFolder(tree.resolve("include"), folders);
                for (Path arch : Entries.overLinks(tree.resolve("arch"))) {
                    addFolder(arch.resolve("include"), folders);
                }
            }
        }
        return folders;
    }

    /** Lists the trees that header files come from. Beside a kernel's link {@code build} is one to its source. */
    private List<Path> trees() {
        Path source = folder.resolve("source");
        return folder.endsWith("build")
                ? List.of(folder, source, folder.resolveSibling("source"))
                : List.of(folder, source);
    }

    private static void addFolder(Path folder, Set<Path> folders) throws IOException {
        if (Files.isDirectory(folder)) {
            folders.add(folder.toRealPath());
        }
    }
}
