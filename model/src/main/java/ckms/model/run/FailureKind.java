package ckms.model.run;

/** The kind of thing that went wrong. */
public enum FailureKind {
    /** A header that the source includes is missing, and it is none of the kernel's. */
    MISSING_HEADER,
    /** A header, a function, a structure or a macro of the kernel is missing or other than the source expects. */
    KERNEL_INTERFACE,
    /** The compiler, or the program that links modules, found another error. */
    COMPILER,
    /** A program that the build runs is missing. */
    MISSING_TOOL,
    /** There is no space left. */
    DISK_FULL,
    /** A process was killed, as when there is not enough memory. */
    KILLED,
    /** Something was written where that is not possible, as outside of a sandbox. */
    READ_ONLY,
    /** The network was needed and is not there, as in a sandbox. */
    NO_NETWORK,
    /** The work took longer than it may. */
    TIME_LIMIT,
    /** Something else. */
    OTHER;

    /** Says whether a build from the same inputs would fail again. */
    public boolean isLasting() {
        return this == KERNEL_INTERFACE || this == COMPILER;
    }
}
