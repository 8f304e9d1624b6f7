package ckms.engine.bench;

import ckms.engine.host.process.Command;
import ckms.engine.host.process.Confinement;
import ckms.engine.host.process.HostProcesses;
import ckms.engine.host.process.OutputSink;
import ckms.engine.host.process.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Measures what a sandbox costs: a hook that does nothing, without one and in one, in turn. The arguments are the paths
 * in which each tool is looked for, the second time one that has no bubblewrap.
 */
public final class SandboxBench {
    private static final int TIMES = 101;

    private SandboxBench() {}

    /** Prints the medians, in milliseconds. */
    public static void main(String[] paths) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("ckms-bench-");
        var limits = new Confinement(false, List.of(folder), List.of(folder), false);
        for (String path : paths) {
            var processes = new HostProcesses();
            var hook = new Command(List.of("/bin/sh", "-c", ":"), folder, Map.of("PATH", path))
                    .within(Duration.ofMinutes(1));
            Optional<String> none = Sandbox.find(processes, path, List.of()).complaint();
            long[] without = new long[TIMES];
            long[] within = new long[TIMES];
            for (int i = 0; i < TIMES; i++) {
                without[i] = nanos(processes, hook);
                within[i] = nanos(processes, hook.within(Optional.of(limits)));
            }
            System.out.printf(
                    Locale.ROOT,
                    "a hook without a sandbox %.1f ms, in one %.1f ms%s%n",
                    median(without),
                    median(within),
                    none.map(why -> " (there is none: " + why + ")").orElse(""));
        }
        Files.delete(folder);
    }

    private static long nanos(HostProcesses processes, Command hook) throws IOException, InterruptedException {
        long start = System.nanoTime();
        if (processes.run(hook, OutputSink.nowhere()) != 0) {
            throw new IllegalStateException("the hook failed");
        }
        return System.nanoTime() - start;
    }

    private static double median(long[] nanos) {
        Arrays.sort(nanos);
        return nanos[nanos.length / 2] / 1e6;
    }
}
