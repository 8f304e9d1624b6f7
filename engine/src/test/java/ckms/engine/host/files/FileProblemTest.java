package ckms.engine.host.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;

class FileProblemTest {
    @Test
    void whatTheSystemSaysCurtlyIsSaidPlainly() {
        assertEquals(
                "/a: is on a file system that is mounted read-only",
                FileProblem.sentence(new FileSystemException("/a", null, "Read-only file system")));
        assertEquals(
                "/a: can't be changed, whatever its permissions; 'lsattr' tells whether it is immutable",
                FileProblem.sentence(new FileSystemException("/a", null, "Operation not permitted")));
        assertEquals("/a: Is a directory", FileProblem.sentence(new FileSystemException("/a", null, "Is a directory")));
    }
}
