package ckms.cli.render;

import ckms.model.ShellCommand;
import ckms.model.plan.Subject;
import ckms.model.run.FailureKind;

/** Sentences for each kind of failure: what went wrong, and what to do about it. */
final class FailureAdvice {
    private FailureAdvice() {}

    /** Tells what went wrong; empty if the failure's own sentence says all. */
    static String words(FailureKind kind) {
        return switch (kind) {
            case MISSING_HEADER -> "a header is missing";
            case KERNEL_INTERFACE -> "the kernel's interface changed";
            case COMPILER -> "the compiler found an error";
            case MISSING_TOOL -> "a program is missing";
            case DISK_FULL -> "the disk is full";
            case KILLED -> "it was killed";
            case READ_ONLY -> "it wrote where it may not";
            case NO_NETWORK -> "it found no network";
            case TIME_LIMIT -> "it took too long";
            case OTHER -> "";
        };
    }

    /** Tells what to do next; empty if the failure's own sentence says all. */
    static String advice(FailureKind kind, Subject of) {
        return switch (kind) {
            case MISSING_HEADER -> "install the package that brings it, and try again";
            case KERNEL_INTERFACE ->
                "the source is made for other kernels: look for a newer version of the module, or a patch for it";
            case COMPILER -> "look at the log with " + log(of);
            case MISSING_TOOL -> "install it and try again";
            case DISK_FULL -> "make room and try again; 'ckms gc' removes what is no longer needed";
            case KILLED -> "there may be too little memory: try again with fewer jobs (-j)";
            case READ_ONLY ->
                "in its sandbox a hook changes only its package's folder and its own /tmp; what only root can do is for"
                        + " the [hooks] of the configuration (see ckms-config.ini(5))";
            case NO_NETWORK ->
                "in its sandbox a hook has a network only if its recipe says 'network = yes' in [general]"
                        + " (see ckms.ini(5))";
            case TIME_LIMIT -> "look at the log with " + log(of) + ", or allow more with --hook-timeout";
            case OTHER -> "";
        };
    }

    private static String log(Subject of) {
        return ShellCommand.of("ckms", "log", of).quoted();
    }
}
