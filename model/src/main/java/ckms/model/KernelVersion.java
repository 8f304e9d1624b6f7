package ckms.model;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The upstream version that a kernel release begins with, {@code x.y.z[-rcN]}.
 *
 * @param patch 0 where the release has only {@code x.y}
 * @param rc the number of the release candidate, or {@link #RELEASED}
 */
public record KernelVersion(int major, int minor, int patch, int rc) implements Comparable<KernelVersion> {
    /** The {@code rc} of what is no release candidate, which comes after all of them. */
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

    /** That of a kernel release; empty where it begins with none. */
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
