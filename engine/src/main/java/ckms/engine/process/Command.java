package ckms.engine.process;

import java.nio.file.Path;
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
 */
public record Command(List<String> words, Path folder, Map<String, String> environment, Optional<Path> input) {
    public Command {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }

    /** A process that reads nothing. */
    public Command(List<String> words, Path folder, Map<String, String> environment) {
        this(words, folder, environment, Optional.empty());
    }

    /** The program's name, for sentences. */
    public String program() {
        return words.get(0);
    }
}
