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
     * Asks the kernel itself where it tells in a file, as it does since 6.1; else uname, which takes a process.
     *
     * @throws IOException where neither tells, or what is told is no kernel
     * @throws InterruptedException where this thread was interrupted
     */
    public static Kernel of(Host host) throws IOException, InterruptedException {
        String release = told(host, "osrelease", "-r");
        String machine = told(host, "arch", "-m");
        return Kernel.of(release, machine)
                .orElseThrow(() -> new IOException(
                        "the running kernel is said to be '" + release + "' for '" + machine + "', which is none"));
    }

    private static String told(Host host, String file, String option) throws IOException, InterruptedException {
        Path told = Path.of("/proc/sys/kernel", file);
        return Files.isReadable(told) ? Files.readString(told).strip() : host.uname(option);
    }
}
