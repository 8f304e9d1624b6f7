package ckms.model;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A kernel that modules are built for.
 *
 * @param release as {@code uname -r} prints it, such as {@code 6.12.7-0-lts}
 * @param machine as {@code uname -m} prints it, such as {@code x86_64}
 */
public record Kernel(String release, String machine) implements Comparable<Kernel> {
    private static final Comparator<Kernel> ORDER = ((Comparator<Kernel>) Kernel::compareUpstream)
            .thenComparing(Kernel::release, new VersionOrder())
            .thenComparing(Kernel::machine);
    private static final Pattern I386 = Pattern.compile("i.86");
    /** A part at the end of a release that begins with a letter, unless it is the number of a release candidate. */
    private static final Pattern FLAVOUR = Pattern.compile("[-+_](?!rc\\d)[A-Za-z][A-Za-z0-9._]*$|[-+]$");

    /**
     * Makes a kernel.
     *
     * @throws IllegalArgumentException if the release or the machine can't be a {@link Name}; its message says why
     */
    public Kernel {
        Name.checked("kernel release", release);
        Name.checked("machine", machine);
    }

    /**
     * Reads {@code release/machine}.
     *
     * @return the kernel; empty if the text has another form, or if a part of it can't be a name
     */
    public static Optional<Kernel> parse(String text) {
        int slash = text.lastIndexOf('/');
        return slash < 0 ? Optional.empty() : of(text.substring(0, slash), text.substring(slash + 1));
    }

    /**
     * Makes the kernel of a release and a machine.
     *
     * @return the kernel; empty if one of them can't be a name
     */
    public static Optional<Kernel> of(String release, String machine) {
        boolean sound = complaint(release).isEmpty()
                && Name.complaint("machine", machine).isEmpty();
        return sound ? Optional.of(new Kernel(release, machine)) : Optional.empty();
    }

    /** Says why a text can't be a kernel release; empty if it can. */
    public static Optional<String> complaint(String release) {
        return Name.complaint("kernel release", release);
    }

    /** Compares by upstream version; releases that do not begin with one come first. */
    private static int compareUpstream(Kernel one, Kernel other) {
        // To read versions is what takes longest in sorting, and most neighbours have the same release.
        if (one.release().equals(other.release())) {
            return 0;
        }
        Optional<KernelVersion> version = KernelVersion.of(one.release());
        Optional<KernelVersion> otherVersion = KernelVersion.of(other.release());
        return version.isPresent() && otherVersion.isPresent()
                ? version.get().compareTo(otherVersion.get())
                : Boolean.compare(version.isPresent(), otherVersion.isPresent());
    }

    /**
     * Returns the release without its flavour, such as {@code 6.1.0-56} of {@code 6.1.0-56-cloud-amd64}. The flavour is
     * every part at the end of the release that begins with a letter.
     */
    public String version() {
        String version = release;
        for (String shorter = ""; !shorter.equals(version); ) {
            shorter = version;
            version = FLAVOUR.matcher(version).replaceFirst("");
        }
        return version.isEmpty() ? release : version;
    }

    /** Returns Kbuild's name for the machine, as {@code ARCH=} takes it. */
    public String arch() {
        if (machine.startsWith("aarch64")) {
            return "arm64";
        }
        if (machine.startsWith("ppc")) {
            return "powerpc";
        }
        if (I386.matcher(machine).matches()) {
            return "i386";
        }
        for (String family : new String[] {"arm", "riscv", "mips", "s390", "sparc", "parisc", "sh", "loongarch"}) {
            if (machine.startsWith(family)) {
                return family;
            }
        }
        return machine;
    }

    /** Orders kernels by upstream version, then by the rest of the release, then by machine. */
    @Override
    public int compareTo(Kernel other) {
        return ORDER.compare(this, other);
    }

    /** Returns {@code release/machine}. */
    @Override
    public String toString() {
        return release + "/" + machine;
    }
}
