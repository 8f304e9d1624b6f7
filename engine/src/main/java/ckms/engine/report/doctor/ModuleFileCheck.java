package ckms.engine.report.doctor;

import ckms.engine.installside.InstalledFile;
import ckms.engine.installside.Inventory;
import ckms.engine.kernel.KernelTree;
import ckms.engine.kernel.module.Compression;
import ckms.engine.reconcile.Repair;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds modules of DKMS or of unknown origin in the kernels' module folders, and half-written files of ckms. */
final class ModuleFileCheck implements Check {
    private static final Path DKMS = Path.of("updates", "dkms");
    private static final List<Path> FOLDERS = List.of(Path.of("extra"), Path.of("updates"));
    private static final Set<String> NO_MODULES = Set.of("build", "source");
    private static final Pattern TEMPORARY = Pattern.compile("\\..+\\.ko(\\.gz|\\.xz|\\.zst)?(\\.plain)?\\.ckms-new");

    @Override
    public List<Finding> findings(Patient patient) throws IOException {
        var findings = new ArrayList<Finding>();
        Set<Path> known = known(patient);
        boolean isQuiet = patient.writer().isEmpty();
        for (KernelTree kernel : patient.kernels()) {
            var folder = patient.settings().destdir().resolve(kernel.kernel().release());
            if (Files.isDirectory(folder)) {
                var files = files(folder);
                dkms(folder, files, findings);
                for (Path file : isQuiet ? files : List.<Path>of()) {
                    Path relative = folder.relativize(file);
                    if (isOfIntent(file, patient)) {
                        continue;
                    }
                    if (TEMPORARY.matcher(file.getFileName().toString()).matches()) {
                        findings.add(temporary(file));
                    } else if (isUnknown(relative) && !known.contains(file)) {
                        findings.add(unknown(file));
                    }
                }
            }
        }
        return findings;
    }

    /** Says whether a file is, or becomes, one that an interrupted installation was to put there. */
    private static boolean isOfIntent(Path file, Patient patient) {
        return patient.records().intents().stream()
                .flatMap(intent -> intent.targets().stream().map(intent.destdir()::resolve))
                .anyMatch(target -> file.equals(target)
                        || file.getFileName().toString().startsWith("." + target.getFileName() + "."));
    }

    private static boolean isUnknown(Path relative) {
        return FOLDERS.stream().anyMatch(relative::startsWith)
                && !relative.startsWith(DKMS)
                && Compression.of(relative).isPresent();
    }

    private static void dkms(Path folder, List<Path> files, List<Finding> findings) {
        int count = (int) files.stream()
                .filter(file -> file.startsWith(folder.resolve(DKMS))
                        && Compression.of(file).isPresent())
                .count();
        if (count > 0) {
            findings.add(Finding.of(
                    FindingKind.DKMS_MODULES,
                    folder.resolve(DKMS),
                    Patient.count(count, "module") + " of DKMS",
                    "ckms leaves them alone; of two modules of one name, the kernel finds the one that depmod"
                            + " prefers.",
                    ""));
        }
    }

    private static Finding temporary(Path file) {
        return Finding.mendable(
                FindingKind.TEMPORARY_FILE,
                file,
                "left half written by ckms",
                "Nothing reads it.",
                new Repair.Delete(file));
    }

    private static Finding unknown(Path file) {
        return Finding.of(
                FindingKind.UNKNOWN_MODULE,
                file,
                "not installed by ckms",
                "It may stand before a module of the same name; 'dpkg -S' or 'rpm -qf' tells whether a package of the"
                        + " distribution owns it.",
                "delete it and run depmod, if nobody needs it");
    }

    /** Lists the files that are on record, and those that recipes name for what was installed without a record. */
    private static Set<Path> known(Patient patient) throws IOException {
        var known = new HashSet<Path>();
        for (Inventory inventory : patient.records().inventories()) {
            for (InstalledFile file : inventory.files()) {
                known.add(inventory.destdir().resolve(file.path()));
            }
        }
        known.addAll(new UnrecordedModules(patient).files());
        return known;
    }

    /** Lists all files below a kernel's folder; links are not followed, and folders that can't be read are left out. */
    private static List<Path> files(Path folder) throws IOException {
        var files = new ArrayList<Path>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path at, BasicFileAttributes attributes) {
                boolean isOther = folder.equals(at.getParent())
                        && NO_MODULES.contains(at.getFileName().toString());
                return isOther ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile()) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException problem) {
                return FileVisitResult.CONTINUE;
            }
        });
        files.sort(null);
        return files;
    }
}
