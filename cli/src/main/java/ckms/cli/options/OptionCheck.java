package ckms.cli.options;

import ckms.model.Kernel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Refuses values of options that picocli accepts, but ckms can't use. */
public final class OptionCheck {
    private static final List<String> COMPRESSIONS = List.of("gz", "xz", "zst");

    private static final Pattern SIGN = Pattern.compile("pkcs11:.+|[^,]+(,[^,]+)?");

    private OptionCheck() {}

    /**
     * Checks the values of the options.
     *
     * @throws ParameterException for the first option whose value is wrong
     */
    public static void check(GlobalOptions options, CommandLine command) {
        complaint(options).ifPresent(complaint -> {
            throw new ParameterException(command, complaint);
        });
    }

    private static Optional<String> complaint(GlobalOptions options) {
        if (options.jobs.isPresent() && options.jobs.get() < 1) {
            return Optional.of("-j must be 1 or more, not " + options.jobs.get());
        }
        if (options.lockTimeout.isPresent() && options.lockTimeout.get() < 0) {
            return Optional.of("--lock-timeout must not be negative");
        }
        if (options.hookTimeout.isPresent() && options.hookTimeout.get() < 1) {
            return Optional.of("--hook-timeout must be 1 or more");
        }
        Map<String, Optional<Path>> paths = new TreeMap<>(Map.of(
                "-C", options.config,
                "-c", options.recipe,
                "-d", options.destdir,
                "-s", options.statedir,
                "--root", options.root));
        for (Map.Entry<String, Optional<Path>> option : paths.entrySet()) {
            if (option.getValue().equals(Optional.of(Path.of("")))) {
                return Optional.of(option.getKey() + ": the path is empty");
            }
        }
        if (options.compression.isPresent() && !COMPRESSIONS.contains(options.compression.get())) {
            return Optional.of("-x must be one of " + String.join(", ", COMPRESSIONS) + ", not '"
                    + options.compression.get() + "'");
        }
        if (options.sign.isPresent() && !SIGN.matcher(options.sign.get()).matches()) {
            return Optional.of("--sign must be KEY or KEY,CERT, not '" + options.sign.get() + "'");
        }
        return options.kernel.flatMap(release -> Kernel.complaint(release).map(complaint -> "-k: " + complaint));
    }
}
