package ckms.model;

/**
 * Text in which each character shows as itself. What would act on a terminal, change the direction of its neighbours or
 * not be seen at all becomes an escape such as {@code \x9b}, which is the same in YAML. Text that is visible already stays
 * as it is.
 */
public final class VisibleText {
    private VisibleText() {}

    /** Makes a text visible that is to be one line: ends of lines become escapes too. Tabs stay. */
    public static String line(String text) {
        return visible(text, false);
    }

    /** Makes a text visible that may have several lines. Tabs stay. */
    public static String lines(String text) {
        return visible(text, true);
    }

    private static String visible(String text, boolean keepsLines) {
        if (text.codePoints().allMatch(one -> stays(one, keepsLines))) {
            return text;
        }
        var visible = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(one -> {
            if (stays(one, keepsLines)) {
                visible.appendCodePoint(one);
            } else {
                visible.append(escape(one));
            }
        });
        return visible.toString();
    }

    private static boolean stays(int codePoint, boolean keepsLines) {
        return shows(codePoint) || codePoint == '\t' || (codePoint == '\n' && keepsLines);
    }

    /** Says whether a character shows as itself: tabs, ends of lines and halves of characters do not. */
    public static boolean shows(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** Returns the escape that stands for a character, or for a byte that is no text. */
    public static String escape(int codePoint) {
        if (codePoint <= 0xff) {
            return String.format("\\x%02x", codePoint);
        }
        return String.format(codePoint <= 0xffff ? "\\u%04x" : "\\U%08x", codePoint);
    }
}
