package ckms.model;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The text of a file that the user wrote, as lines.
 *
 * @param file the file's name as the user gave it
 * @param lines the lines without their ends; a line ends with LF, CR LF or CR
 */
public record SourceText(String file, List<String> lines) {
    /** The longest part of a line that a diagnostic shows, in characters. */
    private static final int SHOWN = 160;

    /** Makes the text, with a copy of the list. */
    public SourceText {
        lines = List.copyOf(lines);
    }

    /** Cuts a text into lines. */
    public static SourceText of(String file, String text) {
        String[] lines = text.replace("\r\n", "\n").replace('\r', '\n').split("\n", -1);
        return new SourceText(file, List.of(lines));
    }

    /**
     * Reads bytes that should be UTF-8.
     *
     * @return the text; a failure with the line of the first byte that is not UTF-8
     */
    public static Parsed<SourceText> decode(String file, byte[] bytes) {
        var decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
        var in = ByteBuffer.wrap(bytes);
        var out = CharBuffer.allocate(bytes.length);
        try {
            var result = decoder.decode(in, out, true);
            if (result.isError()) {
                result.throwException();
            }
            return Parsed.of(of(file, out.flip().toString()));
        } catch (CharacterCodingException notUtf8) {
            int line = 1
                    + (int) new String(bytes, 0, in.position(), StandardCharsets.ISO_8859_1)
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
            return Parsed.failure(Diagnostic.error(
                    new Place(file, line, 0, ""), "encoding", "this is not UTF-8 text; save the file as UTF-8"));
        }
    }

    /** Returns the text, with LF between the lines. */
    public String text() {
        return String.join("\n", lines);
    }

    /** Returns the place of a whole line, counted from 1. The place has an empty text if there is no such line. */
    public Place line(int line) {
        return at(line, 0);
    }

    /**
     * Returns the place of a column in a line, both counted as in {@link Place}. The place has an empty text if there
     * is no such line.
     */
    public Place at(int line, int column) {
        String text = line >= 1 && line <= lines.size() ? lines.get(line - 1) : "";
        return new Place(file, line, column, text.length() > SHOWN ? text.substring(0, SHOWN) : text);
    }
}
