package ckms.engine.host;

import ckms.engine.host.process.Command;
import ckms.engine.host.process.Processes;
import ckms.engine.host.process.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The machine that ckms runs on, and the user who runs it.
 *
 * @param environment the caller's environment variables
 * @param user the user's number (uid)
 * @param cpus the number of processors
 * @param processes runs programs on the machine
 */
public record Host(Map<String, String> environment, int user, int cpus, Processes processes) {
    private static final int ROOT = 0;

    /** Makes a host with a copy of the environment. */
    public Host {
        environment = Map.copyOf(environment);
    }

    /**
     * Describes this machine and the user of this process.
     *
     * @throws IOException if {@code /proc/self} can't be read
     */
    public static Host here(Processes processes) throws IOException {
        int user = (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        return new Host(System.getenv(), user, Runtime.getRuntime().availableProcessors(), processes);
    }

    /** Says whether root runs ckms. */
    public boolean isRoot() {
        return user == ROOT;
    }

    /** Returns the caller's {@code PATH}, or else {@link Programs#DEFAULT_PATH}. */
    public String path() {
        return environment.getOrDefault("PATH", Programs.DEFAULT_PATH);
    }

    /** Says whether a program can be found in {@link #path}. */
    public boolean has(String program) {
        return Programs.find(program, path()).isPresent();
    }

    /**
     * Returns what {@code uname} prints for an option such as {@code -m}.
     *
     * @throws IOException if {@code uname} can't be run
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public String uname(String option) throws IOException, InterruptedException {
        return processes
                .print(new Command(List.of("uname", option), Path.of("/"), Map.of("PATH", path())))
                .said();
    }
}
