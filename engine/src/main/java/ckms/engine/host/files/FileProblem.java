package ckms.engine.host.files;

import ckms.model.run.Failure;
import ckms.model.run.FailureKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Map;
import java.util.Optional;

/** Describes what went wrong with a file: in a sentence that names the file, and as a kind of failure. */
public final class FileProblem {
    /** The system's words for a full disk. */
    public static final String NO_SPACE = "No space left on device";

    /** The system's words that leave one alone with the problem, and plainer ones. */
    private static final Map<String, String> PLAINER = Map.of(
            "Read-only file system",
            "is on a file system that is mounted read-only",
            "Operation not permitted",
            "can't be changed, whatever its permissions; 'lsattr' tells whether it is immutable");

    private FileProblem() {}

    /**
     * Finds the problem with a file in what was thrown, or in what that wraps.
     *
     * @return empty if it is no problem with a file
     */
    public static Optional<IOException> in(Throwable thrown) {
        if (thrown instanceof IOException problem) {
            return Optional.of(problem);
        }
        if (thrown instanceof UncheckedIOException wrapped) {
            return Optional.of(wrapped.getCause());
        }
        return thrown instanceof DirectoryIteratorException wrapped
                ? Optional.of(wrapped.getCause())
                : Optional.empty();
    }

    /** Describes a problem with a file as a failure. */
    public static Failure failure(IOException problem) {
        return Failure.of(kind(problem), sentence(problem));
    }

    /** Tells what kind of failure a problem with a file is. */
    public static FailureKind kind(IOException problem) {
        if (problem instanceof ProblemException known) {
            return known.kind();
        }
        // Java has the system's own words in the reason, or for streams in the message.
        String words = problem instanceof FileSystemException e ? e.getReason() : problem.getMessage();
        return words != null && words.contains(NO_SPACE) ? FailureKind.DISK_FULL : FailureKind.OTHER;
    }

    /** Describes a problem in a sentence that begins with the file, if the file is known. */
    public static String sentence(IOException problem) {
        if (problem instanceof FileSystemException e && e.getFile() != null) {
            return e.getFile() + ": " + reason(e);
        }
        return problem.getMessage() == null ? problem.toString() : problem.getMessage();
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
        if (e instanceof FileSystemLoopException) {
            return "too many links lead through it, as where links make a circle; mend it";
        }
        return e.getReason() == null ? "input/output error" : PLAINER.getOrDefault(e.getReason(), e.getReason());
    }
}
