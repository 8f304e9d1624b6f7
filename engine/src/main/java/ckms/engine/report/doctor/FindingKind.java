package ckms.engine.report.doctor;

import java.util.Locale;

/** The kinds of findings on a host: the most serious first, and at the end notes, which are only worth knowing. */
public enum FindingKind {
    /** A file or folder that can't be read, so that what depends on it was not examined. */
    UNREADABLE,
    /** A record of ckms that is not what it should be, or something else in its place. */
    DAMAGED_RECORD,
    /** A folder or file whose owner, group or permission bits are wrong. */
    PERMISSIONS,
    /** An installation or uninstallation that was begun and not ended. */
    INTERRUPTED_INSTALL,
    /** A rebuild that ended while it took the place of the old build. */
    INTERRUPTED_BUILD,
    /** Installed files that were deleted or changed. */
    DAMAGED_INSTALL,
    /** A build whose modules are not those that were built. */
    DAMAGED_BUILD,
    /** A build that is on record, and gone. */
    LOST_BUILD,
    /** A record of what was made anew by somebody else, or is gone. */
    STALE_RECORD,
    /** A copy of what a module displaced that is gone or was changed, so that it can't be put back. */
    DAMAGED_COPY,
    /** A link that says a package is installed, but leads to no build of it. */
    DANGLING_LINK,
    /** A kernel that still needs depmod or a new initramfs since its modules changed. */
    UNFINISHED_KERNEL,
    /** A file that is on record for more than one package. */
    SHARED_FILE,
    /** A record of installed files without the link that says the package is installed. */
    ORPHANED_FILES,
    /** A package that is installed, although a marker disables it on that kernel. */
    DISABLED_BUT_INSTALLED,
    /** A program that is needed and not found. */
    MISSING_TOOL,
    /** A sandbox that the configuration requires and the host does not have. */
    MISSING_SANDBOX,
    /** A key that the user asked to sign with, and that can't be used. */
    UNUSABLE_KEY,
    /** A kernel whose modules can't be signed, though it or the user asks for that. */
    UNSIGNED_KERNEL,
    /** A package whose source tree is gone. */
    MISSING_SOURCE,
    /** A package whose stored recipe is missing or has errors. */
    MISSING_RECIPE,
    /** A kernel that is no longer installed, but still has builds or installed modules. */
    GONE_KERNEL,
    /** A kernel that is no longer installed, but still marked as waiting for depmod or a new initramfs. */
    GONE_KERNEL_MARK,
    /** A file that ckms left half written. */
    TEMPORARY_FILE,
    /** Another ckms that changes the state at this moment; the first of the notes. */
    WRITER_AT_WORK,
    /** A host where what recipes run can't be kept in a sandbox. */
    NO_SANDBOX,
    /** Damaged files that were moved away. */
    SET_ASIDE,
    /** The running kernel, which at present loads only modules that are signed, while there is no key to sign with. */
    SIGNATURES_ENFORCED,
    /** The stage that a failed build left. */
    FAILED_BUILD,
    /** A module in {@code extra} or {@code updates} that ckms did not install. */
    UNKNOWN_MODULE,
    /** Modules that DKMS installed. */
    DKMS_MODULES;

    /** Returns the kind's word in JSON, in small letters with hyphens; later versions keep it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Says whether findings of this kind are notes: nothing is wrong, and they are only worth knowing. */
    public boolean isNote() {
        return compareTo(WRITER_AT_WORK) >= 0;
    }
}
