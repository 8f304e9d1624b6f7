package ckms.engine.buildside.hook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.engine.host.files.Odd;
import ckms.model.run.FailureKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirstErrorTest {
    @TempDir
    Path folder;

    private FirstError first(String log) throws IOException {
        return FirstError.in(Files.writeString(folder.resolve("log"), log), Path.of("/stage/build"));
    }

    /** Lines as real compilers, makes and shells print them; those of compilers are of Debian's modules on 6.12. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "KERNEL_INTERFACE | ddcci.c:42:34: error: macro \"DEFINE_SEMAPHORE\" requires 2 arguments, but only 1 given",
                "KERNEL_INTERFACE | a.c:790:25: error: initialization of ‘int *’ from incompatible pointer type ‘int’ [-Werror]",
                "KERNEL_INTERFACE | a.c:119:37: error: ‘struct block_device’ has no member named ‘bd_inode’",
                "KERNEL_INTERFACE | a.c:717:9: error: implicit declaration of function ‘strlcpy’; did you mean ‘strncpy’?",
                "KERNEL_INTERFACE | a.c:3124:29: error: too few arguments to function ‘hid_report_raw_event’",
                "KERNEL_INTERFACE | a.h:133:6: error: conflicting types for ‘trace_hrtimer_start’",
                "KERNEL_INTERFACE | a.h:180:22: error: passing argument 1 of ‘class_create’ makes pointer from integer",
                "KERNEL_INTERFACE | ERROR: modpost: \"f\" [x.ko] undefined!",
                "KERNEL_INTERFACE | gost.c:42:10: fatal error: asm/unaligned.h: No such file or directory",
                "KERNEL_INTERFACE | gost.c:42:10: fatal error: 'asm/unaligned.h' file not found",
                "MISSING_HEADER   | objtool.c:3:10: fatal error: gelf.h: No such file or directory",
                "MISSING_HEADER   | objtool.c:3:10: fatal error: 'libelf.h' file not found",
                "COMPILER         | x.c:1:10: error: expected ‘;’ before ‘}’ token",
                "COMPILER         | x.o: in function `f': x.c:(.text+0x1): undefined reference to `g'",
                "DISK_FULL        | cc1: fatal: /tmp/x.s: No space left on device",
                "KILLED           | gcc-12: fatal error: Killed signal terminated program cc1",
            })
    void theFirstLineThatSaysWhyAndItsKind(FailureKind kind, String line) throws IOException {
        assertEquals(
                new FirstError(kind, line),
                first("  CC [M] x.o\nx.c:1:1: warning: odd\n" + line + "\nmake: *** Error 2\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "READ_ONLY  | cp: cannot create regular file '/opt/x': Read-only file system",
                "NO_NETWORK | curl: (6) Could not resolve host: kernel.example",
                "NO_NETWORK | wget: unable to resolve host address 'kernel.example'",
                "NO_NETWORK | ping: connect: Network is unreachable",
                "NO_NETWORK | curl: (7) Failed to connect to 192.0.2.1 port 80 after 0 ms: Couldn't connect to server",
                "NO_NETWORK | E: Failed to fetch x  Temporary failure resolving 'deb.example'"
            })
    void theWallsOfASandboxCountWhereNothingElseDoes(FailureKind kind, String line) throws IOException {
        assertEquals(new FirstError(kind, line), first(line + "\nmake: *** Error 2\n"));
        assertEquals(
                FailureKind.COMPILER,
                first(line + "\nx.c:1:10: error: expected expression\n").kind());
    }

    @Test
    void ofALineThatWasWrittenOverTheLastTextCounts() throws IOException {
        assertEquals(
                new FirstError(FailureKind.NO_NETWORK, "curl: (6) Could not resolve host: x"),
                first("0  0  0\r  0  0 100\rcurl: (6) Could not resolve host: x\r\n"));
    }

    @Test
    void theBuildFoldersPathIsLeftOut() throws IOException {
        assertEquals(
                "x.c:1:10: error: a", first("/stage/build/x.c:1:10: error: a").line());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/bin/sh: 1: gcc-12: not found",
                "/bin/sh: line 1: gcc-12: command not found",
                "/bin/sh: 1: gcc-12: Permission denied",
                "make[2]: gcc-12: No such file or directory",
                "make: gcc-12: No such file or directory"
            })
    void aMissingProgramIsNamed(String line) throws IOException {
        assertEquals(
                new FirstError(FailureKind.MISSING_TOOL, "the program 'gcc-12' is not installed, or not in PATH"),
                first(line + "\nmake: *** Error 127\n"));
    }

    @Test
    void whereNothingLooksLikeAnErrorTheLastLineHasToDo() throws IOException {
        assertEquals(new FirstError(FailureKind.OTHER, "giving up"), first("checking\ngiving up\n\n"));
        assertEquals("", first("").line());
    }

    @Test
    void aHookThatDeletesItsLogIsSurvived() throws IOException {
        assertEquals(
                "the hook deleted its own log",
                FirstError.in(folder.resolve("none"), folder).line());
    }

    @Test
    void aLogThatTheHookReplacedIsNotReadWithoutEnd() throws IOException, InterruptedException {
        Path build = Path.of("/stage/build");
        Path pipe = Odd.pipe(folder.resolve("pipe"));
        assertEquals(
                pipe + ": is not a regular file; links are not followed here",
                FirstError.in(pipe, build).line());
        Path sparse = Odd.sparse(folder.resolve("sparse"));
        assertTrue(FirstError.in(sparse, build).line().startsWith(sparse + ": is longer than 80 MiB"));
    }
}
