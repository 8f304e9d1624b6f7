package ckms.cli.options;

import ckms.cli.console.Console;
import ckms.cli.console.RefusedException;
import ckms.cli.render.DiagnosticText;
import ckms.engine.host.Host;
import ckms.engine.host.Roots;
import ckms.engine.settings.Settings;
import ckms.engine.settings.SigningKey;
import ckms.engine.store.StateDirectory;
import ckms.model.Parsed;
import ckms.model.SourceText;
import ckms.model.config.ConfigReader;
import ckms.model.config.GlobalConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Settles what the command line, the configuration and the defaults say, in this order. */
public final class SettingsReader {
    private static final int HOOK_TIMEOUT_SECONDS = 6 * 60 * 60;
    private static final int LOCK_TIMEOUT_SECONDS = 600;

    private final GlobalOptions options;
    private final Console console;

    /** Settles it for those options; warnings go to the console. */
    public SettingsReader(GlobalOptions options, Console console) {
        this.options = options;
        this.console = console;
    }

    /**
     * Settles it.
     *
     * @param needsState whether to refuse where there is no state directory
     * @throws RefusedException where an option or the configuration says what can't be
     * @throws IOException where the configuration can't be read; the sentence names it
     */
    public Settings read(Host host, boolean needsState) throws IOException, RefusedException {
        Roots roots = options.root.isPresent() ? new Roots(folder(options.root.get())) : Roots.HOST;
        GlobalConfig config = config(roots);
        options.signingKey()
                .flatMap(SigningKey::complaint)
                .ifPresent(complaint -> console.warning(complaint + ", so nothing is signed with that key"));
        Path statedir = options.statedir.orElse(roots.of(config.statedir()));
        if (needsState && !Files.isDirectory(statedir)) {
            throw new RefusedException("there is no state directory " + statedir
                    + "; make it, owned by the user who is to build: install -d -o USER -g GROUP " + statedir);
        }
        return new Settings(
                roots,
                new StateDirectory(Files.isDirectory(statedir) ? statedir.toRealPath() : statedir.toAbsolutePath()),
                options.destdir.map(SettingsReader::absolute).orElse(roots.of(config.destdir())),
                !options.noDepmod,
                options.jobs.orElse(host.cpus()),
                Duration.ofSeconds(options.hookTimeout.orElse(HOOK_TIMEOUT_SECONDS)),
                !options.noCache,
                options.knownCompression(),
                Duration.ofSeconds(options.lockTimeout.orElse(LOCK_TIMEOUT_SECONDS)),
                options.signingKey().or(() -> configuredKey(config, roots)),
                config);
    }

    /** One half of a pair is none, as in the original. */
    private static Optional<SigningKey> configuredKey(GlobalConfig config, Roots roots) {
        return config.signKey()
                .flatMap(key -> config.signCert().map(cert -> new SigningKey(roots.of(key), roots.of(cert))));
    }

    private static Path folder(Path path) throws IOException, RefusedException {
        if (!Files.isDirectory(path)) {
            throw new RefusedException("there is no folder " + path + " to be the root");
        }
        return path.toRealPath();
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }

    private GlobalConfig config(Roots roots) throws IOException, RefusedException {
        Path file = options.config.orElse(roots.of(GlobalConfig.DEFAULT_FILE));
        if (!Files.exists(file)) {
            if (options.config.isPresent()) {
                console.warning("there is no configuration " + file + "; the defaults hold");
            }
            return GlobalConfig.DEFAULT;
        }
        Parsed<GlobalConfig> config =
                SourceText.decode(file.toString(), Files.readAllBytes(file)).then(ConfigReader::read);
        if (config instanceof Parsed.Valid<GlobalConfig> valid) {
            valid.diagnostics().forEach(diagnostic -> DiagnosticText.print(diagnostic, console));
            return valid.value();
        }
        throw new RefusedException(config.diagnostics());
    }
}
