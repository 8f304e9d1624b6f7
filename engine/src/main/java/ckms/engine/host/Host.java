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
 * The machine that ckms runs on, and who runs it.
 *
 * @param environment the caller's environment
 * @param user the number of the user
 * @param cpus how many processors there are
 * @param processes runs programs
 */
public record Host(Map<String, String> environment, int user, int cpus, Processes processes) {
    private static final int ROOT = 0;

    public Host {
        environment = Map.copyOf(environment);
    }

    /** This machine and this process's user. */
    public static Host here(Processes processes) throws IOException {
        int user = (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        return new Host(System.getenv(), user, Runtime.getRuntime().availableProcessors(), processes);
    }

    /** Whether it is root who runs it. */
    public boolean isRoot() {
        return user == ROOT;
    }

    /** Where programs are looked for, as the caller has it. */
    public String path() {
        return environment.getOrDefault("PATH", Programs.DEFAULT_PATH);
    }

    /** Whether there is a program in {@link #path}. */
    public boolean has(String program) {
        return Programs.find(program, path()).isPresent();
    }

    /** What {@code uname} prints for an option such as {@code -m}. */
    public String uname(String option) throws IOException, InterruptedException {
        return processes
                .print(new Command(List.of("uname", option), Path.of("/"), Map.of("PATH", path())))
                .said();
    }
}
