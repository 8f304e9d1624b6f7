package ckms.cli.options;

import ckms.engine.kernel.module.Compression;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options of all commands, which may stand before or after the command's name. */
public final class GlobalOptions {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help and exit.")
    boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show the version and exit.")
    boolean version;

    @Option(
            names = {"-C", "--config"},
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "The global configuration; default: /etc/ckms/config.ini.")
    Optional<Path> config = Optional.empty();

    @Option(
            names = {"-c", "--pkgconf", "--modconf"},
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "add: the recipe, in place of ckms.ini in the source.")
    Optional<Path> recipe = Optional.empty();

    @Option(
            names = {"-D", "--no-depmod"},
            scope = ScopeType.INHERIT,
            description = "Do not run depmod.")
    boolean noDepmod;

    @Option(
            names = {"-d", "--destdir"},
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "Where modules are installed, in a folder for each kernel; default: /lib/modules.")
    Optional<Path> destdir = Optional.empty();

    @Option(
            names = "--hook-timeout",
            paramLabel = "SECONDS",
            scope = ScopeType.INHERIT,
            description = "How long a hook may take; default: 21600, which is six hours.")
    Optional<Integer> hookTimeout = Optional.empty();

    @Option(
            names = {"-j", "--jobs"},
            paramLabel = "N",
            scope = ScopeType.INHERIT,
            description = "How many jobs all builds together may run at once; default: the number of processors.")
    Optional<Integer> jobs = Optional.empty();

    @Option(
            names = {"-k", "--kernver"},
            paramLabel = "RELEASE",
            scope = ScopeType.INHERIT,
            description = "The kernel that a classic command is for; default: the running one.")
    Optional<String> kernel = Optional.empty();

    @Option(
            names = {"-L", "--no-color"},
            scope = ScopeType.INHERIT,
            description = "Plain output, as where NO_COLOR is set or the output is no terminal.")
    boolean noColor;

    @Option(
            names = "--lock-timeout",
            paramLabel = "SECONDS",
            scope = ScopeType.INHERIT,
            description = "How long to wait for another ckms that works on the state directory; default: 600.")
    Optional<Integer> lockTimeout = Optional.empty();

    @Option(
            names = "--no-cache",
            scope = ScopeType.INHERIT,
            description = "Compile what was built before too, and keep nothing for later.")
    boolean noCache;

    @Option(
            names = {"-q", "--quiet"},
            scope = ScopeType.INHERIT,
            description = "Print only errors; what hooks print goes to their logs alone.")
    boolean quiet;

    @Option(
            names = "--root",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "Another root file system: an image or a chroot. It stands before the defaults of -C, -d and"
                    + " -s, before /lib/modules and /boot.")
    Optional<Path> root = Optional.empty();

    @Option(
            names = "--sign",
            paramLabel = "KEY[,CERT]",
            scope = ScopeType.INHERIT,
            description =
                    "build and apply: the key and certificate to sign with where the kernel's headers bring none; without"
                            + " CERT, it is looked for beside KEY, whose ending may be left out.")
    Optional<String> sign = Optional.empty();

    @Option(
            names = {"-s", "--statedir"},
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "The state directory; default: /var/lib/ckms.")
    Optional<Path> statedir = Optional.empty();

    @Option(
            names = {"-x", "--compression"},
            paramLabel = "gz|xz|zst",
            scope = ScopeType.INHERIT,
            description = "How installed modules are compressed; default: as the kernel's own are.")
    Optional<String> compression = Optional.empty();

    /** Says whether only errors are printed. */
    public boolean quiet() {
        return quiet;
    }

    /** Says whether {@code -L} asks for output without colours. */
    public boolean noColor() {
        return noColor;
    }

    /** Returns the file of the recipe that {@code -c} names; empty without this option. */
    public Optional<Path> recipe() {
        return recipe;
    }

    /** Returns the release of the kernel that {@code -k} names; empty without this option. */
    public Optional<String> kernel() {
        return kernel;
    }

    /** Returns the compression that {@code -x} names; {@link OptionCheck} has checked its value. */
    Optional<Compression> knownCompression() {
        return compression.map(name -> Compression.valueOf(name.toUpperCase(java.util.Locale.ROOT)));
    }
}
