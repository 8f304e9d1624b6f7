package ckms.engine.buildside.hook;

import ckms.engine.host.files.FileProblem;
import ckms.engine.host.files.RegularFile;
import ckms.model.run.FailureKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first error in the log of a build: the first line that looks like one, or else the last line.
 *
 * @param line the line, without the build folder's path
 */
public record FirstError(FailureKind kind, String line) {
    /** The most bytes of a log: more than is kept of what a hook prints, but a hook may write to its log itself. */
    private static final long MOST = 80L << 20;

    /** The most characters of a line that are kept. */
    private static final int LONGEST_LINE = 4096;

    /** The form of the errors of GCC and Clang; {@code make} and {@code ld} do not print a column. */
    private static final Pattern COMPILER =
            Pattern.compile("(?<file>[^\\s:]+\\.[A-Za-z]+):(?<line>\\d+):(\\d+:)? (fatal )?error: (?<what>.*)");

    private static final Pattern LINKER = Pattern.compile(".*(ERROR: modpost: |: undefined reference to ).*");

    private static final Pattern NO_HEADER =
            Pattern.compile("[^ ]+: No such file or directory.*|'[^']+' file not found.*");

    /** A header in one of the kernel's own folders; any other header may come with a package that can be installed. */
    private static final Pattern KERNELS_HEADER =
            Pattern.compile("'?(linux|asm|asm-generic|generated|uapi|acpi|clocksource|crypto|drm|keys|kvm|media|misc"
                    + "|net|pcmcia|ras|rdma|rv|scsi|soc|sound|target|trace|vdso|video|xen)/.*");

    /** The words of compilers if something is not what the source takes it for. */
    private static final Pattern OTHER_INTERFACE =
            Pattern.compile(".*(implicit declaration of function|too (few|many) arguments|has no member named"
                    + "|no member named|conflicting types for|requires \\d+ arguments|incompatible|undeclared"
                    + "|unknown type name|isn.t known|incomplete type|dereferencing pointer|passing argument"
                    + "|storage size).*");

    private static final Pattern KILLED =
            Pattern.compile(".*([Kk]illed signal terminated program|: Killed\\b|^Killed).*");

    /**
     * What shells and make print if a program does not exist. Shells print that permission is denied if a folder in
     * {@code PATH} may not be entered, as happens when another user runs with root's {@code PATH}.
     */
    private static final Pattern MISSING_PROGRAM =
            Pattern.compile(".*?(?:sh: (?:\\d+|line \\d+): |make(?:\\[\\d+\\])?: )(?<program>[^\\s:]+): "
                    + "(?:not found|command not found|No such file or directory).*"
                    + "|.*?sh: (?:\\d+|line \\d+): (?<denied>[^\\s:/]+): Permission denied.*");

    /** What programs print that meet the walls of a sandbox; see strerror(3), gai_strerror(3) and curl(1). */
    private static final Pattern READ_ONLY = Pattern.compile(".*Read-only file system.*");

    private static final Pattern NO_NETWORK = Pattern.compile(".*(Network is unreachable"
            + "|Temporary failure in name resolution|[Cc]ould not resolve host|unable to resolve host address"
            + "|Couldn't connect to server|Temporary failure resolving).*");

    /**
     * Finds the first error in a log; a full disk or a killed program counts more than any other error.
     *
     * @param build the build folder
     * @return the log's last line if there is no error; a line that says so if the hook deleted or replaced its own log
     * @throws IOException if the log can't be read
     */
    public static FirstError in(Path log, Path build) throws IOException {
        try {
            return RegularFile.read(log, MOST, in -> in(in, build));
        } catch (NoSuchFileException deleted) {
            return new FirstError(FailureKind.OTHER, "the hook deleted its own log");
        } catch (FileSystemException replaced) {
            return new FirstError(FailureKind.OTHER, FileProblem.sentence(replaced));
        }
    }

    private static FirstError in(InputStream log, Path build) throws IOException {
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        var in = new BufferedReader(new InputStreamReader(log, decoder));
        String last = "";
        Optional<FirstError> first = Optional.empty();
        Optional<FirstError> wall = Optional.empty();
        for (Optional<String> line = next(in); line.isPresent(); line = next(in)) {
            Optional<FirstError> error = of(line.get(), build);
            if (error.isPresent() && error.get().isOfTheMachine()) {
                return error.get();
            }
            first = first.isPresent() ? first : error;
            wall = wall.isPresent() ? wall : wall(line.get(), build);
            last = line.get().isBlank() ? last : line.get();
        }
        return (first.isPresent() ? first : wall).orElse(new FirstError(FailureKind.OTHER, shortened(last, build)));
    }

    /** What a program may well get over, so that it counts less than any error of a compiler. */
    private static Optional<FirstError> wall(String line, Path build) {
        if (READ_ONLY.matcher(line).matches()) {
            return Optional.of(new FirstError(FailureKind.READ_ONLY, shortened(line, build)));
        }
        return NO_NETWORK.matcher(line).matches()
                ? Optional.of(new FirstError(FailureKind.NO_NETWORK, shortened(line, build)))
                : Optional.empty();
    }

    /** Says whether another attempt may succeed, so that the error counts more than what a compiler printed before. */
    private boolean isOfTheMachine() {
        return kind == FailureKind.DISK_FULL || kind == FailureKind.KILLED;
    }

    /**
     * Reads the next line, of which only the beginning is kept if it is very long; empty at the end. Of a line that was
     * written over, as bars that show progress are, the last text is kept.
     */
    private static Optional<String> next(Reader in) throws IOException {
        var line = new StringBuilder();
        int read = in.read();
        if (read < 0) {
            return Optional.empty();
        }
        for (; read >= 0 && read != '\n'; read = in.read()) {
            if (line.length() < LONGEST_LINE) {
                line.append((char) read);
            }
        }
        String[] over = line.toString().split("\r", -1);
        return Optional.of(Arrays.stream(over).filter(text -> !text.isBlank()).reduce("", (before, after) -> after));
    }

    private static Optional<FirstError> of(String line, Path build) {
        Matcher missing = MISSING_PROGRAM.matcher(line);
        if (missing.matches()) {
            return Optional.of(new FirstError(
                    FailureKind.MISSING_TOOL,
                    "the program '" + program(missing) + "' is not installed, or not in PATH"));
        }
        return kind(line).map(kind -> new FirstError(kind, shortened(line, build)));
    }

    private static String program(Matcher missing) {
        return missing.group("program") == null ? missing.group("denied") : missing.group("program");
    }

    private static Optional<FailureKind> kind(String line) {
        if (line.contains(FileProblem.NO_SPACE)) {
            return Optional.of(FailureKind.DISK_FULL);
        }
        if (KILLED.matcher(line).matches()) {
            return Optional.of(FailureKind.KILLED);
        }
        Matcher error = COMPILER.matcher(line);
        if (error.matches()) {
            String what = error.group("what");
            if (NO_HEADER.matcher(what).matches()) {
                boolean kernels = KERNELS_HEADER.matcher(what).matches();
                return Optional.of(kernels ? FailureKind.KERNEL_INTERFACE : FailureKind.MISSING_HEADER);
            }
            boolean other = OTHER_INTERFACE.matcher(what).matches();
            return Optional.of(other ? FailureKind.KERNEL_INTERFACE : FailureKind.COMPILER);
        }
        if (!LINKER.matcher(line).matches()) {
            return Optional.empty();
        }
        return Optional.of(line.contains("undefined!") ? FailureKind.KERNEL_INTERFACE : FailureKind.COMPILER);
    }

    private static String shortened(String line, Path build) {
        return line.replace(build + "/", "");
    }
}
