package ckms.model;

import java.io.Serializable;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The order of versions and of kernel releases: numbers by value, so that {@code 6.10} comes after {@code 6.9}, and a
 * pre-release ({@code ~}, {@code -rc1}, {@code alpha}, {@code beta}, {@code pre}) before its release. Versions that are
 * alike in this are ordered as text, so that the order is total.
 */
public final class VersionOrder implements Comparator<String>, Serializable {
    private static final long serialVersionUID = 1;

    private static final Pattern PART = Pattern.compile("[0-9]+|[A-Za-z]+|~");
    private static final Pattern PRE_RELEASE = Pattern.compile("(?i)~|rc|alpha|beta|pre");

    /** The kinds of parts, in rising order: the end of a version comes after a pre-release and before other parts. */
    private static final int PRE = 0;

    private static final int END = 1;
    private static final int WORD = 2;
    private static final int NUMBER = 3;

    @Override
    public int compare(String left, String right) {
        List<String> lefts = parts(left);
        List<String> rights = parts(right);
        for (int i = 0; i < Math.max(lefts.size(), rights.size()); i++) {
            String a = i < lefts.size() ? lefts.get(i) : "";
            String b = i < rights.size() ? rights.get(i) : "";
            int order = compareParts(a, b);
            if (order != 0) {
                return order;
            }
        }
        return left.compareTo(right);
    }

    private static List<String> parts(String version) {
        var parts = new ArrayList<String>();
        Matcher matcher = PART.matcher(version);
        while (matcher.find()) {
            parts.add(matcher.group());
        }
        return parts;
    }

    private static int compareParts(String a, String b) {
        int kind = Integer.compare(kind(a), kind(b));
        if (kind != 0) {
            return kind;
        }
        return kind(a) == NUMBER ? new BigInteger(a).compareTo(new BigInteger(b)) : a.compareTo(b);
    }

    private static int kind(String part) {
        if (part.isEmpty()) {
            return END;
        }
        if (Character.isDigit(part.charAt(0))) {
            return NUMBER;
        }
        return PRE_RELEASE.matcher(part).matches() ? PRE : WORD;
    }
}
