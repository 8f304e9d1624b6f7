package ckms.engine.report.doctor;

import java.util.Locale;

/** What may be wrong with a host's state; the most serious first, and at the end what is only worth knowing. */
public enum FindingKind {
    UNREADABLE,
    DAMAGED_RECORD,
    PERMISSIONS,
    INTERRUPTED_INSTALL,
    INTERRUPTED_BUILD,
    DAMAGED_INSTALL,
    DANGLING_LINK,
    UNFINISHED_KERNEL,
    SHARED_FILE,
    ORPHANED_FILES,
    DISABLED_BUT_INSTALLED,
    MISSING_TOOL,
    MISSING_SOURCE,
    MISSING_RECIPE,
    GONE_KERNEL,
    GONE_KERNEL_MARK,
    TEMPORARY_FILE,
    WRITER_AT_WORK,
    FAILED_BUILD,
    UNKNOWN_MODULE,
    DKMS_MODULES;

    /** The word for it, which stays the same. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether nothing is wrong, and this is only worth knowing. */
    public boolean isNote() {
        return compareTo(WRITER_AT_WORK) >= 0;
    }
}
