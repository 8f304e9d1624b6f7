package ckms.engine.host.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where programs are. */
public final class Programs {
    /** Where they are looked for when the environment does not say. */
    public static final String DEFAULT_PATH = "/usr/sbin:/usr/bin:/sbin:/bin";

    private Programs() {}

    /** The file of a program, named by its path or found in the folders of a {@code PATH}. */
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
