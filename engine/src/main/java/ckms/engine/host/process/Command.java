package ckms.engine.host.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A process to run.
 *
 * @param words the program and its arguments
 * @param folder its working directory
 * @param environment its whole environment; nothing is inherited
 * @param input the file that a filter reads as its standard input; its standard error is then kept apart from what it
 *     prints and goes to this process's own. Empty for a process that reads nothing
 * @param limit for somebody else's program, how long it may take; when it ends, what it left behind is ended too
 */
public record Command(
        List<String> words,
        Path folder,
        Map<String, String> environment,
        Optional<Path> input,
        Optional<Duration> limit) {
    public Command {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }

    /** A process that reads nothing. */
    public Command(List<String> words, Path folder, Map<String, String> environment) {
        this(words, folder, environment, Optional.empty(), Optional.empty());
    }

    /** A filter. */
    public Command(List<String> words, Path folder, Map<String, String> environment, Path input) {
        this(words, folder, environment, Optional.of(input), Optional.empty());
    }

    /** The same, of which nothing may run on after it, nor it longer than that. */
    public Command within(Duration time) {
        return new Command(words, folder, environment, input, Optional.of(time));
    }

    /** The program's name, for sentences. */
    public String program() {
        return words.get(0);
    }
}
