package ckms.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.engine.host.files.LinkedCopy;
import ckms.engine.installside.RecordsFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damage of root's records of a state directory of another user, whose part is done by a process of its own. */
@Tag("root")
class DamagedRecordsIT extends OnADamagedHost {
    private static final int NOBODY = 65534;
    private static final int CASES = Integer.getInteger("ckms.damages", 25);

    @TempDir
    Path program;

    @BeforeEach
    @Override
    void aHostWithPackagesInEachState() throws IOException {
        LinkedCopy.of(Path.of("target", "ckms").toAbsolutePath(), program.resolve("ckms"));
        for (Path entered : List.of(folder, program)) {
            Files.setPosixFilePermissions(entered, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        giveAway();
        super.aHostWithPackagesInEachState();
        assertTrue(Files.isDirectory(RecordsFolder.besides(root.state).resolve("installed")));
    }

    @Override
    List<String> worker() {
        return List.of(program.resolve("ckms/bin/ckms").toString(), "build-side");
    }

    @Override
    void reset() throws IOException {
        super.reset();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        giveAway();
    }

    private void giveAway() throws IOException {
        try (Stream<Path> all = Files.walk(root.state.root())) {
            for (Path path : all.toList()) {
                Files.setAttribute(path, "unix:uid", NOBODY, LinkOption.NOFOLLOW_LINKS);
                Files.setAttribute(path, "unix:gid", NOBODY, LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    @Test
    void damageOfRootsRecordsIsToldAndMendedAndIsNobodyElses() throws IOException {
        check(all(RecordsFolder.besides(root.state)), CASES);
    }

    @Test
    void soIsDamageOfTheOwnersFilesWhereRootWorks() throws IOException {
        check(all(root.state.root()), CASES);
    }
}
