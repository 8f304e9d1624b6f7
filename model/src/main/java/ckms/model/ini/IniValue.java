package ckms.model.ini;

import java.util.List;

/**
 * The value of an option as it stands in the file, not interpolated.
 *
 * @param name the option's name as it is written, before it is put into lower case
 * @param text the value, its lines joined with LF
 * @param lines for each line of the value, its number in the file, counted from 1; 0 if it is not in the file
 */
public record IniValue(String name, String text, List<Integer> lines) {
    /** Makes a value with its own copy of the line numbers. */
    public IniValue {
        lines = List.copyOf(lines);
    }

    /** Returns the number, in the file, of the line that holds this character of the value. */
    int lineOf(int offset) {
        int index =
                (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
        return lines.get(Math.min(index, lines.size() - 1));
    }
}
