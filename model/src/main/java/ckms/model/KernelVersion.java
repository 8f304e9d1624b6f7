package ckms.model;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The upstream version that a kernel release begins with, {@code x.y.z[-rcN]}.
 *
 * @param major the first number
 * @param minor the second number
 * @param patch the third number; 0 if the release has only {@code x.y}
 * @param rc the number of the release candidate, or {@link #RELEASED}
 */
public record KernelVersion(int major, int minor, int patch, int rc) implements Comparable<KernelVersion> {
    /** The {@code rc} of a version that is no release candidate; it comes after all release candidates. */
    public static final int RELEASED = Integer.MAX_VALUE;

    /**
     * Distributions write a candidate as {@code 6.13-rc3} (upstream), {@code 6.13~rc3} (Debian), {@code
     * 6.13.0-0.rc3.20241220} (Fedora), {@code 6.13.0-061300rc3} (Ubuntu's mainline builds).
     */
    private static final Pattern RELEASE =
            Pattern.compile("(\\d{1,9})\\.(\\d{1,9})(?:\\.(\\d{1,9}))?(?:[-~.](?:\\d+\\.?)?rc(\\d{1,9}))?(?!\\d).*");

    private static final Comparator<KernelVersion> ORDER = Comparator.comparingInt(KernelVersion::major)
            .thenComparingInt(KernelVersion::minor)
            .thenComparingInt(KernelVersion::patch)
            .thenComparingInt(KernelVersion::rc);

    /** Reads the version that a kernel release begins with; empty if it begins with none. */
    public static Optional<KernelVersion> of(String release) {
        Matcher matcher = RELEASE.matcher(release);
        return matcher.matches()
                ? Optional.of(new KernelVersion(
                        Integer.parseInt(matcher.group(1)),
                        Integer.parseInt(matcher.group(2)),
                        number(matcher.group(3), 0),
                        number(matcher.group(4), RELEASED)))
                : Optional.empty();
    }

    private static int number(String digits, int otherwise) {
        return digits == null ? otherwise : Integer.parseInt(digits);
    }

    @Override
    public int compareTo(KernelVersion other) {
        return ORDER.compare(this, other);
    }
}
