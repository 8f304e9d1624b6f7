package ckms.engine.host.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds programs in the folders of a {@code PATH}. */
public final class Programs {
    /** The {@code PATH} to use if the environment has none. */
    public static final String DEFAULT_PATH = "/usr/sbin:/usr/bin:/sbin:/bin";

    private Programs() {}

    /**
     * Finds the executable file of a program.
     *
     * @param program its name, or its path if there is a slash in it
     * @param path the folders to search, as in {@code PATH}
     * @return empty if there is no such program
     */
    public static Optional<Path> find(String program, String path) {
        if (program.contains("/")) {
            return Optional.of(Path.of(program)).filter(Programs::isProgram);
        }
        for (String folder : path.split(":", -1)) {
            Path file = Path.of(folder.isEmpty() ? "." : folder, program);
            if (isProgram(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    private static boolean isProgram(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }
}
