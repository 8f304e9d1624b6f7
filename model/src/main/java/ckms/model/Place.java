package ckms.model;

/**
 * A place in a file of the user's.
 *
 * @param file the file's name as the user gave it
 * @param line counted from 1
 * @param column counted from 1, in characters; 0 means the whole line
 * @param text the line itself, shortened where it is very long
 */
public record Place(String file, int line, int column, String text) {
    @Override
    public String toString() {
        return column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
    }
}
