package ckms.cli.options;

import ckms.cli.console.Console;
import ckms.cli.console.RefusedException;
import ckms.cli.render.DiagnosticText;
import ckms.engine.host.Host;
import ckms.engine.host.Roots;
import ckms.engine.host.files.GivenFile;
import ckms.engine.settings.ConfiguredKey;
import ckms.engine.settings.KeySearch;
import ckms.engine.settings.Settings;
import ckms.engine.store.StateDirectory;
import ckms.model.Parsed;
import ckms.model.ShellCommand;
import ckms.model.SourceText;
import ckms.model.config.ConfigReader;
import ckms.model.config.GlobalConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Works out settings: from the command line, or else from the configuration, or else from the defaults. */
public final class SettingsReader {
    private static final int HOOK_TIMEOUT_SECONDS = 6 * 60 * 60;
    private static final int LOCK_TIMEOUT_SECONDS = 600;

    /** The most bytes of a configuration. */
    private static final int CONFIG_LIMIT = 3 << 20;

    private final GlobalOptions options;
    private final Console console;

    /** Makes a reader of settings; warnings go to the console. */
    public SettingsReader(GlobalOptions options, Console console) {
        this.options = options;
        this.console = console;
    }

    /**
     * Reads the configuration, and returns the settings.
     *
     * @param needsState whether to refuse if there is no state directory
     * @throws RefusedException if the configuration has errors, the root is no folder, or there is no state directory
     * @throws IOException if the configuration or a folder can't be read
     */
    public Settings read(Host host, boolean needsState) throws IOException, RefusedException {
        Roots roots = options.root.isPresent() ? root(options.root.get()) : Roots.HOST;
        GlobalConfig config = config(roots);
        Path statedir =
                options.statedir.isPresent() ? roots.within(options.statedir.get()) : roots.of(config.statedir());
        if (needsState && !Files.isDirectory(statedir)) {
            throw new RefusedException("there is no state directory " + statedir
                    + "; make it, owned by the user who will build: "
                    + ShellCommand.of("install", "-d", "-o", "USER", "-g", "GROUP", statedir));
        }
        return new Settings(
                roots,
                new StateDirectory(Files.isDirectory(statedir) ? statedir.toRealPath() : statedir.toAbsolutePath()),
                options.destdir.isPresent()
                        ? roots.within(absolute(options.destdir.get()))
                        : roots.of(config.destdir()),
                !options.noDepmod,
                options.jobs.orElse(host.cpus()),
                Duration.ofSeconds(options.hookTimeout.orElse(HOOK_TIMEOUT_SECONDS)),
                !options.noCache,
                options.knownCompression(),
                Duration.ofSeconds(options.lockTimeout.orElse(LOCK_TIMEOUT_SECONDS)),
                signingKey(config, roots),
                config);
    }

    private Optional<ConfiguredKey> signingKey(GlobalConfig config, Roots roots) throws IOException {
        return options.sign.isPresent()
                ? Optional.of(KeySearch.ofOption(options.sign.get(), roots))
                : KeySearch.ofConfiguration(config, file(roots), roots);
    }

    private static Roots root(Path folder) throws IOException, RefusedException {
        if (!Files.isDirectory(folder)) {
            throw new RefusedException("--root: there is no folder " + folder);
        }
        return Roots.at(folder);
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }

    private Path file(Roots roots) throws IOException {
        return options.config.isPresent() ? roots.within(options.config.get()) : roots.of(GlobalConfig.DEFAULT_FILE);
    }

    /** Follows links of the host, which may lead into the root. A pipe without a name, as a shell gives one, has no end. */
    private static Path real(Path file) throws IOException {
        try {
            return file.toRealPath();
        } catch (NoSuchFileException pipe) {
            return file;
        }
    }

    private GlobalConfig config(Roots roots) throws IOException, RefusedException {
        Path file = file(roots);
        if (!Files.exists(file)) {
            if (options.config.isPresent()) {
                console.warning("there is no configuration " + file + "; the defaults hold");
            }
            return GlobalConfig.DEFAULT;
        }
        Path real = roots.within(real(file));
        Parsed<GlobalConfig> config = SourceText.decode(file.toString(), GivenFile.bytes(real, CONFIG_LIMIT))
                .then(ConfigReader::read);
        if (config instanceof Parsed.Valid<GlobalConfig> valid) {
            valid.diagnostics().forEach(diagnostic -> DiagnosticText.print(diagnostic, console));
            return roots.isIn(real) ? valid.value().elsewhere() : valid.value();
        }
        throw new RefusedException(config.diagnostics());
    }
}
