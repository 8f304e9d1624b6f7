package ckms.engine.host;

import ckms.engine.host.process.Command;
import ckms.engine.host.process.Processes;
import ckms.engine.host.process.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The machine that ckms runs on, and the user who runs it.
 *
 * @param environment the caller's environment variables, without that of the PIN
 * @param pin what opens a key to sign with: a passphrase, or a token's PIN; only programs that sign, or open a key, are given it
 * @param user the user's number (uid)
 * @param cpus the number of processors
 * @param processes runs programs on the machine
 */
public record Host(Map<String, String> environment, Optional<String> pin, int user, int cpus, Processes processes) {
    /** The environment variable of the PIN, as the kernel's own build and its {@code sign-file} know it. */
    public static final String PIN = "KBUILD_SIGN_PIN";

    private static final int ROOT = 0;

    /** Makes a host with a copy of the environment. */
    public Host {
        environment = Map.copyOf(environment);
    }

    /** Makes a host; the PIN is taken out of the environment. */
    public Host(Map<String, String> environment, int user, int cpus, Processes processes) {
        this(without(PIN, environment), Optional.ofNullable(environment.get(PIN)), user, cpus, processes);
    }

    private static Map<String, String> without(String variable, Map<String, String> environment) {
        var others = new HashMap<>(environment);
        others.remove(variable);
        return others;
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

    /** Returns the environment of a program that signs: the caller's, with the PIN. */
    public Map<String, String> signing() {
        var signing = new HashMap<>(environment);
        pin.ifPresent(known -> signing.put(PIN, known));
        return signing;
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
