package ckms.engine.kernel;

import ckms.engine.host.Host;
import ckms.model.Kernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells which kernel runs. */
public final class RunningKernel {
    private RunningKernel() {}

    /**
     * Asks the kernel for its release and machine: in {@code /proc/sys/kernel}, or else by {@code uname}. Since 6.1 the
     * kernel has a file for each; {@code uname} takes a process.
     *
     * @throws IOException if neither of them can be asked, or the answer is no kernel
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public static Kernel of(Host host) throws IOException, InterruptedException {
        String release = told(host, "osrelease", "-r");
        String machine = told(host, "arch", "-m");
        return Kernel.of(release, machine)
                .orElseThrow(() -> new IOException("uname calls the running kernel '" + release + "' for '" + machine
                        + "', which is no kernel's name"));
    }

    private static String told(Host host, String file, String option) throws IOException, InterruptedException {
        Path told = Path.of("/proc/sys/kernel", file);
        return Files.isReadable(told) ? Files.readString(told).strip() : host.uname(option);
    }
}
