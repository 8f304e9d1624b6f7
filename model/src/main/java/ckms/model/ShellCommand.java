package ckms.model;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A command to paste into a shell. Its text is one line in which each word reaches the command as it is here, whatever
 * is in it: plain words stand as they are, others in single quotes, and those with characters that can't be seen in
 * {@code $'…'}, as {@code ls} prints them.
 *
 * @param words the command and its arguments
 */
public record ShellCommand(List<String> words) {
    /** Words that no shell takes for anything else; after {@code =} and {@code :} too, bash replaces a tilde. */
    private static final Pattern PLAIN = Pattern.compile("(?![=^~]|.*[=:]~)[A-Za-z0-9_@+:,./^~=-]+");

    /** Makes a command, with a copy of the list. */
    public ShellCommand {
        words = List.copyOf(words);
    }

    /** Makes a command of texts, and of values that are printed as texts. No path in it is taken for an option. */
    public static ShellCommand of(Object... words) {
        return new ShellCommand(Arrays.stream(words).map(ShellCommand::text).toList());
    }

    private static String text(Object word) {
        return word instanceof Path && word.toString().startsWith("-") ? "./" + word : word.toString();
    }

    /** Returns the line for a sentence: in quotation marks, unless it has some of its own. */
    public String quoted() {
        String line = toString();
        return line.contains("'") ? line : "'" + line + "'";
    }

    /** Returns the line to paste. */
    @Override
    public String toString() {
        return words.stream().map(ShellCommand::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        if (PLAIN.matcher(word).matches()) {
            return word;
        }
        return word.codePoints().allMatch(VisibleText::shows)
                ? "'" + word.replace("'", "'\\''") + "'"
                : "$'" + word.codePoints().mapToObj(ShellCommand::octal).collect(Collectors.joining()) + "'";
    }

    /** Escapes quotation marks as octal numbers too, so that a shell that knows no {@code $'…'} finds its end as well. */
    private static String octal(int codePoint) {
        String one = Character.toString(codePoint);
        if (VisibleText.shows(codePoint) && codePoint != '\'') {
            return codePoint == '\\' ? "\\\\" : one;
        }
        var octal = new StringBuilder();
        for (byte part : one.getBytes(StandardCharsets.UTF_8)) {
            octal.append(String.format("\\%03o", part & 0xff));
        }
        return octal.toString();
    }
}
