package ckms.model.manifest;

import ckms.model.KernelVersion;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An interval of upstream kernel versions.
 *
 * @param from the lower end
 * @param to the upper end
 */
public record KernelRange(End from, End to) {
    /** The interval of all versions. */
    public static final KernelRange ALL = new KernelRange(
            new End(new KernelVersion(0, 0, 0, 0), true),
            new End(new KernelVersion(Integer.MAX_VALUE, 0, 0, KernelVersion.RELEASED), true));

    private static final int ANY = Integer.MAX_VALUE;
    private static final Pattern PART =
            Pattern.compile("(<=|>=|<|>|=|~)\\s*(\\d{1,9})(?:\\.(\\d{1,9}))?(?:\\.(\\d{1,9}))?(?:-rc(\\d{1,9}))?");

    /**
     * An end of an interval.
     *
     * @param version the version at the end
     * @param inclusive whether that version is in the interval
     */
    public record End(KernelVersion version, boolean inclusive) {}

    /**
     * Reads comparisons such as {@code >=6.6, <6.9} or {@code ~6.6.3}. A comma means "and"; {@code 6.6} in a comparison
     * stands for every {@code 6.6.z}.
     *
     * @return empty if the text has another form
     */
    public static Optional<KernelRange> parse(String text) {
        KernelRange range = ALL;
        for (String part : text.split(",", -1)) {
            Matcher matcher = PART.matcher(part.strip());
            if (!matcher.matches()) {
                return Optional.empty();
            }
            range = range.and(comparison(matcher));
        }
        return Optional.of(range);
    }

    private static KernelRange comparison(Matcher matcher) {
        KernelVersion lowest = version(matcher, 0, 0);
        KernelVersion highest = version(matcher, ANY, ANY);
        return switch (matcher.group(1)) {
            case "<" -> new KernelRange(ALL.from, new End(lowest, false));
            case "<=" -> new KernelRange(ALL.from, new End(highest, true));
            case ">" -> new KernelRange(new End(highest, false), ALL.to);
            case ">=" -> new KernelRange(new End(lowest, true), ALL.to);
            case "~" -> new KernelRange(new End(lowest, true), new End(next(matcher), false));
            default -> new KernelRange(new End(lowest, true), new End(highest, true));
        };
    }

    private static KernelVersion version(Matcher matcher, int minor, int patch) {
        boolean candidate = matcher.group(5) != null;
        return new KernelVersion(
                Integer.parseInt(matcher.group(2)),
                number(matcher, 3, candidate ? 0 : minor),
                number(matcher, 4, candidate ? 0 : patch),
                number(matcher, 5, KernelVersion.RELEASED));
    }

    private static KernelVersion next(Matcher matcher) {
        int major = Integer.parseInt(matcher.group(2));
        return matcher.group(3) == null
                ? new KernelVersion(major + 1, 0, 0, KernelVersion.RELEASED)
                : new KernelVersion(major, number(matcher, 3, 0) + 1, 0, KernelVersion.RELEASED);
    }

    private static int number(Matcher matcher, int group, int otherwise) {
        return matcher.group(group) == null ? otherwise : Integer.parseInt(matcher.group(group));
    }

    /** Says whether a version is in the interval. */
    public boolean contains(KernelVersion version) {
        int fromOrder = from.version.compareTo(version);
        int toOrder = version.compareTo(to.version);
        return (fromOrder < 0 || (fromOrder == 0 && from.inclusive)) && (toOrder < 0 || (toOrder == 0 && to.inclusive));
    }

    /** Returns the interval of the versions that are in this one and in the other. */
    public KernelRange and(KernelRange other) {
        return new KernelRange(
                beginsBefore(from, other.from) ? other.from : from, endsBefore(other.to, to) ? other.to : to);
    }

    private static boolean beginsBefore(End one, End other) {
        int order = one.version.compareTo(other.version);
        return order < 0 || (order == 0 && one.inclusive);
    }

    private static boolean endsBefore(End one, End other) {
        int order = one.version.compareTo(other.version);
        return order < 0 || (order == 0 && !one.inclusive);
    }

    /** Says whether no version can be in the interval. */
    public boolean isEmpty() {
        int order = from.version.compareTo(to.version);
        return order > 0 || (order == 0 && !(from.inclusive && to.inclusive));
    }

    /** Says whether every version of the other interval is in this one. */
    boolean covers(KernelRange other) {
        return other.isEmpty() || and(other).equals(other);
    }
}
