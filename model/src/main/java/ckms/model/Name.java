package ckms.model;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The rules for a name that becomes part of a path. Names of packages and modules, versions, kernel releases and
 * machines all become folders or files, some of them made by root, so no name may reach outside its folder.
 */
public final class Name {
    private static final int MAX_LENGTH = 128;
    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._+~^:-]*");

    private Name() {}

    /**
     * Says why a text can't be a name that becomes part of a path.
     *
     * @param what what the name is for, such as {@code package name}, for the sentence
     * @return a sentence; empty if the text can be such a name
     */
    public static Optional<String> complaint(String what, String text) {
        if (text.isEmpty()) {
            return Optional.of("the " + what + " is empty");
        }
        if (text.length() > MAX_LENGTH) {
            return Optional.of("the " + what + " is longer than " + MAX_LENGTH + " characters");
        }
        if (!ALLOWED.matcher(text).matches()) {
            return Optional.of("the " + what + " '" + text
                    + "' may only have letters, digits and any of . _ + ~ ^ : - and must begin with a letter,"
                    + " a digit or _");
        }
        return Optional.empty();
    }

    static String checked(String what, String text) {
        complaint(what, text).ifPresent(complaint -> {
            throw new IllegalArgumentException(complaint);
        });
        return text;
    }
}
