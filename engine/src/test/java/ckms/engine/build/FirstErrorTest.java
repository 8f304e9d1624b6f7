package ckms.engine.build;

import static org.junit.jupiter.api.Assertions.assertEquals;

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

    private String first(String log) throws IOException {
        return FirstError.in(Files.writeString(folder.resolve("log"), log), Path.of("/stage/build"));
    }

    /** Lines as real compilers, makes and shells print them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ddcci.c:42:34: error: macro needs 2 arguments      | ddcci.c:42:34: error: macro needs 2 arguments",
                "/stage/build/x.c:1:10: fatal error: a.h: No such   | x.c:1:10: fatal error: a.h: No such",
                "ERROR: modpost: \"f\" [x.ko] undefined!            | ERROR: modpost: \"f\" [x.ko] undefined!",
                "cc1: fatal: /tmp/x.s: No space left on device      | cc1: fatal: /tmp/x.s: No space left on device"
            })
    void theFirstLineThatSaysWhy(String line, String expected) throws IOException {
        assertEquals(expected, first("  CC [M] x.o\nx.c:1:1: warning: odd\n" + line + "\nmake: *** Error 2\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/bin/sh: 1: gcc-12: not found",
                "/bin/sh: line 1: gcc-12: command not found",
                "make[2]: gcc-12: No such file or directory",
                "make: gcc-12: No such file or directory"
            })
    void aMissingProgramIsNamed(String line) throws IOException {
        assertEquals(
                "the program 'gcc-12' is not installed, or not in PATH; install it and try again",
                first(line + "\nmake: *** Error 127\n"));
    }

    @Test
    void whereNothingLooksLikeAnErrorTheLastLineHasToDo() throws IOException {
        assertEquals("giving up", first("checking\ngiving up\n\n"));
        assertEquals("", first(""));
    }
}
