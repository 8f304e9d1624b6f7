package ckms.engine.build;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds in a log the line that says why a build failed: the first that looks like an error, or else the last. */
final class FirstError {
    /** GCC's and Clang's form; {@code make} and {@code ld} do not give a column. */
    private static final Pattern COMPILER =
            Pattern.compile("(?<file>[^\\s:]+\\.[A-Za-z]+):(?<line>\\d+):(\\d+:)? (fatal )?error: .*");

    private static final Pattern OTHER =
            Pattern.compile(".*(ERROR: modpost: |No space left on device|: undefined reference to ).*");

    /** What shells and make print of a program that is not there. */
    private static final Pattern MISSING_PROGRAM =
            Pattern.compile(".*?(?:sh: (?:\\d+|line \\d+): |make(?:\\[\\d+\\])?: )(?<program>[^\\s:]+): "
                    + "(?:not found|command not found|No such file or directory).*");

    private FirstError() {}

    /** The line, with the build folder's path left out; empty where the log is. */
    static String in(Path log, Path build) throws IOException {
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        String last = "";
        try (var in = new BufferedReader(new InputStreamReader(Files.newInputStream(log), decoder))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                Matcher missing = MISSING_PROGRAM.matcher(line);
                if (missing.matches()) {
                    return "the program '" + missing.group("program")
                            + "' is not installed, or not in PATH; install it and try again";
                }
                if (COMPILER.matcher(line).matches() || OTHER.matcher(line).matches()) {
                    return line.replace(build + "/", "");
                }
                last = line.isBlank() ? last : line;
            }
        }
        return last.replace(build + "/", "");
    }
}
