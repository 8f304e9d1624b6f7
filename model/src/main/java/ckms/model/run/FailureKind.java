package ckms.model.run;

/** What kind of thing went wrong. */
public enum FailureKind {
    /** A header that the source includes, and that is not the kernel's, is not there. */
    MISSING_HEADER,
    /** A header, a function, a structure or a macro of the kernel's is not what the source takes it for. */
    KERNEL_INTERFACE,
    /** The compiler, or what links modules, found another error. */
    COMPILER,
    /** A program that the build runs is not there. */
    MISSING_TOOL,
    /** There is no space left. */
    DISK_FULL,
    /** A process was killed, as when there is not enough memory. */
    KILLED,
    /** It took longer than it may. */
    TIME_LIMIT,
    /** Something else. */
    OTHER;

    /** Whether the same inputs would fail again. */
    public boolean isLasting() {
        return this == KERNEL_INTERFACE || this == COMPILER;
    }
}
