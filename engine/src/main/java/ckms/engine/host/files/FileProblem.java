package ckms.engine.host.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Turns what went wrong with a file into a sentence that names it. */
public final class FileProblem {
    private FileProblem() {}

    /** The sentence. */
    public static String sentence(IOException problem) {
        if (problem instanceof FileSystemException e && e.getFile() != null) {
            return e.getFile() + ": " + reason(e);
        }
        return problem.getMessage() == null ? problem.toString() : problem.getMessage();
    }

    /** The sentence. */
    public static String sentence(UncheckedIOException problem) {
        return sentence(problem.getCause());
    }

    private static String reason(FileSystemException e) {
        if (e instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "exists already";
        }
        if (e instanceof NotDirectoryException) {
            return "not a directory";
        }
        if (e instanceof DirectoryNotEmptyException) {
            return "directory not empty";
        }
        return e.getReason() == null ? "input/output error" : e.getReason();
    }
}
