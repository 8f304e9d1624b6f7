package ckms.engine.host.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceCopyTest {
    @TempDir
    Path folder;

    private Path source;
    private Path copy;

    @BeforeEach
    void aSource() throws IOException {
        source = Files.createDirectories(folder.resolve("source/sub")).getParent();
        copy = folder.resolve("copy");
        Files.writeString(source.resolve("sub/file"), "text");
    }

    @Test
    void timesAndModesStay() throws IOException {
        Path script = Files.writeString(source.resolve("configure"), "#!/bin/sh");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("r-xr-xr-x"));
        Files.setLastModifiedTime(script, FileTime.fromMillis(1_000_000_000_000L));
        SourceCopy.copy(source, copy);
        assertEquals(
                "rwxr-xr-x",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(copy.resolve("configure"))),
                "but the owner may write");
        assertEquals(
                1_000_000_000_000L,
                Files.getLastModifiedTime(copy.resolve("configure")).toMillis());
    }

    @Test
    void aLinkIntoTheTreeLeadsIntoTheCopy() throws IOException {
        Files.createSymbolicLink(source.resolve("relative"), Path.of("sub/file"));
        Files.createSymbolicLink(source.resolve("sub/absolute"), source.resolve("sub/file"));
        SourceCopy.copy(source, copy);
        assertTrue(Files.isSymbolicLink(copy.resolve("relative")));
        assertEquals(
                copy.resolve("sub/file").toRealPath(), copy.resolve("relative").toRealPath());
        assertEquals(
                copy.resolve("sub/file").toRealPath(),
                copy.resolve("sub/absolute").toRealPath());
    }

    @Test
    void whatALinkOutOfTheTreeLeadsToIsCopied() throws IOException {
        Path outside = Files.createDirectories(folder.resolve("outside"));
        Files.writeString(outside.resolve("header.h"), "text");
        Files.createSymbolicLink(source.resolve("include"), outside);
        Files.createSymbolicLink(source.resolve("sub/header.h"), Path.of("../../outside/header.h"));
        SourceCopy.copy(source, copy);
        assertTrue(Files.isRegularFile(copy.resolve("include/header.h"), LinkOption.NOFOLLOW_LINKS));
        assertTrue(Files.isRegularFile(copy.resolve("sub/header.h"), LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void aDanglingLinkStaysOneAndAPipeIsLeftOut() throws IOException, InterruptedException {
        Files.createSymbolicLink(source.resolve("dangling"), Path.of("/no/such/file"));
        assertEquals(
                0,
                new ProcessBuilder("mkfifo", source.resolve("pipe").toString())
                        .start()
                        .waitFor());
        SourceCopy.copy(source, copy);
        assertEquals(Path.of("/no/such/file"), Files.readSymbolicLink(copy.resolve("dangling")));
        assertFalse(Files.exists(copy.resolve("pipe")));
    }

    @Test
    void linksThatLeadInCirclesAreAnError() throws IOException {
        Path outside = Files.createDirectories(folder.resolve("outside"));
        Files.createSymbolicLink(outside.resolve("again"), folder.resolve("other"));
        Path other = Files.createDirectories(folder.resolve("other"));
        Files.createSymbolicLink(other.resolve("back"), outside);
        Files.createSymbolicLink(source.resolve("outside"), outside);
        assertThrows(FileSystemLoopException.class, () -> SourceCopy.copy(source, copy));
    }

    @Test
    void aLinkToAFolderAboveTheSourceIsAnError() throws IOException {
        Files.createSymbolicLink(source.resolve("up"), folder);
        assertThrows(FileSystemLoopException.class, () -> SourceCopy.copy(source, copy));
    }

    @Test
    void aSocketIsLeftOut() throws IOException {
        Path socket = source.resolve("socket");
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            SourceCopy.copy(source, folder.resolve("copy"));
        }
        assertTrue(Files.exists(socket));
        assertFalse(Files.exists(folder.resolve("copy/socket")));
    }
}
