package ckms.engine.doctor;

/**
 * Something that is not as it should be, or is worth knowing.
 *
 * @param subject the address or the path that it is about
 * @param what is the matter
 * @param mend the command that mends it, or what to do
 */
public record Finding(Kind kind, String subject, String what, String mend) {
    /** What kind of thing it is. */
    public enum Kind {
        /** Two packages are recorded as owners of one file. */
        FILE_OF_TWO(Severity.PROBLEM, "whichever is uninstalled first takes it from the other"),
        /** A record can't be read. */
        RECORD_DAMAGED(Severity.PROBLEM, "nothing can be planned or changed until it is readable or gone"),
        /** A run ended in the middle of installing or uninstalling. */
        INTERRUPTED(Severity.PROBLEM, "modules may be half old and half new until it is finished or undone"),
        /** depmod, or the refresh of the initramfs, did not run after modules changed. */
        UNFINISHED(Severity.PROBLEM, "modprobe, or the next boot, may not find modules, or find old ones"),
        /** What is recorded as installed is not what is there. */
        DAMAGED(Severity.PROBLEM, "what the kernel loads is not what was installed, or nothing"),
        /** The link that says what is installed leads nowhere. */
        DANGLING(Severity.PROBLEM, "what is installed can't be told from it any more"),
        /** The folder of a source is not there. */
        SOURCE_GONE(Severity.PROBLEM, "it can't be built for another kernel"),
        /** A package has no recipe any more. */
        RECIPE_GONE(Severity.PROBLEM, "nothing can be done with it but to remove it, or to add it again"),
        /** A program is missing that builds, or installations, need. */
        PROGRAM_MISSING(Severity.PROBLEM, "what needs it fails"),
        /** The state directory can't be used as it is. */
        STATE_DIRECTORY(Severity.PROBLEM, "nothing can be built there"),
        /** A marker disables what is installed. */
        DISABLED(Severity.PROBLEM, "it will not be built or installed again on that kernel"),
        /** Something is built, installed or noted for a kernel that is not there. */
        KERNEL_GONE(Severity.NOTE, "nobody needs it unless the kernel comes back"),
        /** A build failed in the compiler. */
        BUILD_FAILED(Severity.NOTE, "it is not tried again until something changes that it is made from"),
        /** The folder of a build that failed or was ended. */
        STAGE_LEFT(Severity.NOTE, "it is kept to be looked at, until the next attempt"),
        /** A file that was being written when something ended. */
        TEMPORARY_LEFT(Severity.NOTE, "nobody reads it"),
        /** A module that neither the kernel nor ckms has put there. */
        UNKNOWN_MODULE(Severity.NOTE, "it is left alone; it may come before one of the same name");

        private final Severity severity;
        private final String meaning;

        Kind(Severity severity, String meaning) {
            this.severity = severity;
            this.meaning = meaning;
        }

        /** How bad it is. */
        public Severity severity() {
            return severity;
        }

        /** What follows from it. */
        public String meaning() {
            return meaning;
        }

        /** Whether {@code --fix} mends it. */
        public boolean isFixable() {
            return this == INTERRUPTED || this == UNFINISHED;
        }
    }

    /** How bad something is. */
    public enum Severity {
        /** Something does not work, or will not. */
        PROBLEM,
        /** Worth knowing. */
        NOTE
    }
}
