package ckms.engine.report.doctor;

import ckms.engine.reconcile.Repair;
import java.util.Comparator;
import java.util.Optional;

/**
 * Something on a host that is wrong, or worth knowing.
 *
 * @param subject the address, kernel, path or program that the finding is about
 * @param what what was found, as words that follow the subject
 * @param meaning the consequences, in sentences
 * @param mend the command that mends it, or what to do; empty if nothing needs to be done
 * @param repair how {@code --fix} mends it; empty if that would not be safe
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

    /** Makes a finding that {@code --fix} mends. */
    static Finding mendable(FindingKind kind, Object subject, String what, String meaning, Repair repair) {
        return new Finding(kind, subject.toString(), what, meaning, FIX, Optional.of(repair));
    }

    /** Says whether {@code --fix} mends it. */
    public boolean isSafe() {
        return repair.isPresent();
    }

    /** Puts the most serious findings first, and those with the same meaning beside each other. */
    @Override
    public int compareTo(Finding other) {
        return ORDER.compare(this, other);
    }
}
