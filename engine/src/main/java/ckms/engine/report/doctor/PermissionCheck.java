package ckms.engine.report.doctor;

import ckms.engine.host.files.RootsOwn;
import ckms.engine.installside.RecordsFolder;
import ckms.engine.store.StateDirectory;
import ckms.model.ShellCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks who may write to the state directory and to root's records. */
final class PermissionCheck implements Check {
    private static final int ROOT = 0;

    @Override
    public List<Finding> findings(Patient patient) throws IOException {
        StateDirectory state = patient.settings().state();
        if (!Files.isDirectory(state.root())) {
            return List.of();
        }
        var findings = new ArrayList<Finding>();
        Set<PosixFilePermission> may = Files.getPosixFilePermissions(state.root(), LinkOption.NOFOLLOW_LINKS);
        if (!may.containsAll(Set.of(
                PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE))) {
            findings.add(of(
                    state.root(),
                    "its owner may not write to it",
                    "Nothing can be added or built.",
                    ShellCommand.of("chmod", "u+rwx", state.root()).toString()));
        }
        if (may.contains(PosixFilePermission.OTHERS_WRITE)) {
            findings.add(of(
                    state.root(),
                    "everybody may write to it",
                    "Anybody can have modules of his own installed in the kernel.",
                    ShellCommand.of("chmod", "o-w", state.root()).toString()));
        }
        if (patient.host().isRoot() && state.owner() != ROOT && state.group() == ROOT) {
            findings.add(of(
                    state.root(),
                    "belongs to the group root",
                    "ckms builds nothing as the group root, so root's commands refuse.",
                    "give it to its owner's group: " + ShellCommand.of("chgrp", "GROUP", state.root())));
        }
        Path records = RecordsFolder.besides(state);
        if (Files.exists(records, LinkOption.NOFOLLOW_LINKS)) {
            Optional<Path> open = RootsOwn.unsafePart(records);
            open.ifPresent(path -> findings.add(of(
                    path,
                    "others than root may write to it",
                    "Root keeps the records of what it installed in " + records + ", and relies on none that others"
                            + " could change.",
                    ShellCommand.of("chown", "root", path) + "; " + ShellCommand.of("chmod", "go-w", path))));
        }
        Path destdir = patient.settings().destdir();
        if (patient.host().isRoot()) {
            RootsOwn.unsafeOnWay(destdir)
                    .ifPresent(path -> findings.add(of(
                            path,
                            "others than root may write to it",
                            "Root installs modules in " + destdir
                                    + ", and only where nobody else can exchange a folder.",
                            ShellCommand.of("chown", "root", path) + "; " + ShellCommand.of("chmod", "go-w", path))));
        }
        return findings;
    }

    private static Finding of(Path path, String what, String meaning, String mend) {
        return Finding.of(FindingKind.PERMISSIONS, path, what, meaning, mend);
    }
}
