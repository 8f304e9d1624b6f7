package ckms.engine.report.doctor;

import ckms.engine.reconcile.Repair;
import java.util.Comparator;
import java.util.Optional;

/**
 * Something that is wrong, or worth knowing.
 *
 * @param subject what it is about: an address, a path or a program
 * @param what it is, after the subject
 * @param meaning what that comes to, in sentences
 * @param mend the command that mends it, or what to do; empty where nothing needs to be done
 * @param repair how {@code --fix} mends it; empty where that would not be safe
 */
public record Finding(
        FindingKind kind, String subject, String what, String meaning, String mend, Optional<Repair> repair)
        implements Comparable<Finding> {
    private static final Comparator<Finding> ORDER = Comparator.comparing(Finding::kind)
            .thenComparing(Finding::meaning)
            .thenComparing(Finding::subject)
            .thenComparing(Finding::what)
            .thenComparing(Finding::mend);

    private static final String FIX = "ckms doctor --fix";

    static Finding of(FindingKind kind, Object subject, String what, String meaning, String mend) {
        return new Finding(kind, subject.toString(), what, meaning, mend, Optional.empty());
    }

    /** One that {@code --fix} mends. */
    static Finding mendable(FindingKind kind, Object subject, String what, String meaning, Repair repair) {
        return new Finding(kind, subject.toString(), what, meaning, FIX, Optional.of(repair));
    }

    /** Whether {@code --fix} mends it. */
    public boolean isSafe() {
        return repair.isPresent();
    }

    /** The most serious first; equals are beside each other. */
    @Override
    public int compareTo(Finding other) {
        return ORDER.compare(this, other);
    }
}
