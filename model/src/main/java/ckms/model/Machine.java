package ckms.model;

import java.util.List;
import java.util.Optional;

/**
 * The machine that modules are built for.
 *
 * @param name as {@code uname -m} prints it, such as {@code x86_64}
 * @param running the kernel that runs on it, which need not be installed; empty if what is worked on is an image, where
 *     none runs
 */
public record Machine(String name, Optional<Kernel> running) {
    /** Makes the machine that a kernel runs on. */
    public static Machine running(Kernel kernel) {
        return new Machine(kernel.machine(), Optional.of(kernel));
    }

    /** Returns this machine where no kernel runs. */
    public Machine atRest() {
        return new Machine(name, Optional.empty());
    }

    /**
     * Returns the kernel of a release on this machine, installed or not.
     *
     * @throws IllegalArgumentException if the text can't be a kernel release
     */
    public Kernel kernel(String release) {
        return new Kernel(release, name);
    }

    /** Says whether the kernel that runs has a release. */
    public boolean runs(String release) {
        return running.filter(kernel -> kernel.release().equals(release)).isPresent();
    }

    /**
     * Returns the kernel that is told to what is for no kernel in particular: the running one, or else the newest.
     *
     * @param installed the installed kernels, the oldest first
     * @return a kernel of the release {@code none} if there is neither
     */
    public Kernel any(List<Kernel> installed) {
        return running.or(() -> installed.stream().reduce((older, newer) -> newer))
                .orElseGet(() -> kernel("none"));
    }
}
