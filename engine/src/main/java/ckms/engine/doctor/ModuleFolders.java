package ckms.engine.doctor;

import ckms.engine.doctor.Finding.Kind;
import ckms.engine.install.InstalledFile;
import ckms.engine.kernel.KernelTree;
import ckms.engine.observe.Observed;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Looks through the folders of kernels that are for modules from elsewhere. */
final class ModuleFolders {
    private static final List<String> FOLDERS = List.of("extra", "updates");
    private static final Path OF_DKMS = Path.of("updates", "dkms");
    private static final Pattern MODULE = Pattern.compile("[^.].*\\.ko(\\.(gz|xz|zst))?");
    private static final Pattern TEMPORARY = Pattern.compile("\\..*\\.ckms-new");

    private final Path modules;
    private final Observed observed;
    private final Findings findings;
    private final Set<Path> known = new HashSet<>();

    /** Takes what is found. */
    interface Findings {
        void add(Kind kind, String subject, String what, String mend);
    }

    ModuleFolders(Path modules, Path destdir, Observed observed, Findings findings) {
        this.modules = modules;
        this.observed = observed;
        this.findings = findings;
        observed.inventories()
                .values()
                .forEach(inventory -> inventory.files().stream()
                        .map(InstalledFile::path)
                        .map(destdir::resolve)
                        .forEach(known::add));
    }

    void examine() throws IOException {
        for (KernelTree kernel : observed.trees()) {
            for (String name : FOLDERS) {
                Path folder = modules.resolve(kernel.kernel().release()).resolve(name);
                if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                    walk(folder);
                }
            }
        }
    }

    private void walk(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                look(folder, file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException notReadable) {
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private void look(Path folder, Path file) {
        String name = file.getFileName().toString();
        if (TEMPORARY.matcher(name).matches()) {
            findings.add(Kind.TEMPORARY_LEFT, file.toString(), "was left by a run that was killed", "delete it");
        } else if (MODULE.matcher(name).matches() && !known.contains(file)) {
            boolean dkms = folder.getParent().relativize(file).startsWith(OF_DKMS);
            findings.add(
                    Kind.UNKNOWN_MODULE,
                    file.toString(),
                    dkms ? "is DKMS's" : "was put there by somebody else",
                    dkms ? "'dkms status' tells more" : "delete it if nobody needs it");
        }
    }
}
