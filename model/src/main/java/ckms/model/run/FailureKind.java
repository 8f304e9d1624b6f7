package ckms.model.run;

/** What kind of thing went wrong in a build. */
public enum FailureKind {
    /** A header that the source includes, and that is not the kernel's, is not there. */
    MISSING_HEADER("a header is missing", "install the package that brings it, and try again"),
    /** A header, a function, a structure or a macro of the kernel's is not what the source takes it for. */
    KERNEL_INTERFACE(
            "the kernel's interface changed",
            "the source is made for other kernels: look for a newer version of the module, or a patch for it"),
    /** The compiler, or what links modules, found another error. */
    COMPILER("the compiler found an error", "look at the log with 'ckms log ADDRESS'"),
    /** A program that the build runs is not there. */
    MISSING_TOOL("a program is missing", "install it and try again"),
    /** There is no space left. */
    DISK_FULL("the disk is full", "make room and try again; 'ckms gc' removes what is not needed any more"),
    /** A process was killed, as when there is not enough memory. */
    KILLED("it was killed", "there may be too little memory: try again with fewer jobs (-j)"),
    /** It took longer than it may. */
    TIME_LIMIT("it took too long", "look at the log with 'ckms log ADDRESS', or allow more with --hook-timeout"),
    /** Something else. */
    OTHER("", "");

    /** What the system says of a full disk. */
    public static final String NO_SPACE = "No space left on device";

    private final String words;
    private final String advice;

    FailureKind(String words, String advice) {
        this.words = words;
        this.advice = advice;
    }

    /** The same in words; empty where there are none. */
    public String words() {
        return words;
    }

    String advice() {
        return advice;
    }

    /** Whether the same inputs would fail again. */
    public boolean isLasting() {
        return this == KERNEL_INTERFACE || this == COMPILER;
    }
}
