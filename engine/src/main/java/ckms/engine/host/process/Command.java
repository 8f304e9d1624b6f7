package ckms.engine.host.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A program to run, with its arguments and surroundings.
 *
 * @param words the program and its arguments
 * @param folder its working directory
 * @param environment its whole environment; nothing is inherited
 * @param input the file that it reads as its standard input, which makes it a filter: its standard error is then kept
 *     apart; without it, standard error goes where standard output goes
 * @param limit how long it may run; empty for a program that is trusted to end
 * @param confinement what it may reach; empty for all that the user may
 */
public record Command(
        List<String> words,
        Path folder,
        Map<String, String> environment,
        Optional<Path> input,
        Optional<Limit> limit,
        Optional<Confinement> confinement) {
    /** The longest that a program may run that has little to do, such as to sign or to compress one module. */
    public static final Duration SHORT = Duration.ofMinutes(10);

    /**
     * How long a program may run.
     *
     * @param isHook whether it is somebody else's, such as a hook: how long that may run is the user's choice, and the
     *     processes that it leaves behind are ended when it ends
     */
    record Limit(Duration longest, boolean isHook) {}

    /** Makes a command with copies of its words and its environment. */
    public Command {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }

    /** Makes a command that reads nothing. */
    public Command(List<String> words, Path folder, Map<String, String> environment) {
        this(words, folder, environment, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Makes a filter: a command that reads a file as its standard input. */
    public Command(List<String> words, Path folder, Map<String, String> environment, Path input) {
        this(words, folder, environment, Optional.of(input), Optional.empty(), Optional.empty());
    }

    /** Returns this command with the time limit of a hook, after which neither it nor what it started runs on. */
    public Command within(Duration time) {
        return with(new Limit(time, true));
    }

    /** Returns this command, of one of the system's tools, with a time limit. */
    public Command atMost(Duration time) {
        return with(new Limit(time, false));
    }

    private Command with(Limit time) {
        return new Command(words, folder, environment, input, Optional.of(time), confinement);
    }

    /** Returns this command in a sandbox, if there are limits. */
    public Command within(Optional<Confinement> limits) {
        return new Command(words, folder, environment, input, limit, limits);
    }

    /** Returns this command with other words. */
    Command with(List<String> others) {
        return new Command(others, folder, environment, input, limit, confinement);
    }

    /** Returns the program's name, as sentences call it. */
    public String program() {
        return words.get(0);
    }
}
