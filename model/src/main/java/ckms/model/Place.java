package ckms.model;

/**
 * A place in a file that the user wrote, which {@link #toString} gives as {@code file:line[:column]}.
 *
 * @param file the file's name as the user gave it
 * @param line the number of the line, counted from 1
 * @param column the number of the column, counted from 1, in characters; 0 means the whole line
 * @param text the line itself, cut if it is very long; empty if it is not known
 */
public record Place(String file, int line, int column, String text) {
    @Override
    public String toString() {
        return column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
    }
}
