package ckms.model.config;

import ckms.model.Diagnostic;
import ckms.model.Diagnostics;
import ckms.model.Located;
import ckms.model.Parsed;
import ckms.model.Place;
import ckms.model.Severity;
import ckms.model.SourceText;
import ckms.model.ini.IniDocument;
import ckms.model.ini.IniReader;
import ckms.model.ini.IniValue;
import ckms.model.ini.Options;
import ckms.model.ini.Vocabulary;
import ckms.model.recipe.Hook;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The reader of {@code config.ini}. Like CKMS, it ignores options that it does not know. */
public final class ConfigReader {
    private static final String CKMS = "ckms";
    private static final String BUILD_ENV = "build_env";
    private static final String HOOKS = "hooks";
    /** The names of the options of {@code [ckms]}. */
    public static final List<String> OPTIONS = List.of(
            "statedir",
            "destdir",
            "quiet",
            "strip",
            "make_build_args",
            "depmod_hook",
            "initramfs_hook",
            "sign_key",
            "sign_cert",
            "cache_size",
            "sandbox");

    private final IniDocument document;
    private final Diagnostics problems = new Diagnostics();
    private final Options options;

    private ConfigReader(IniDocument document) {
        this.document = document;
        this.options = new Options(document, problems);
    }

    /**
     * Reads a configuration.
     *
     * @return the configuration; a failure that lists everything that is wrong with it
     */
    public static Parsed<GlobalConfig> read(SourceText source) {
        return IniReader.read(source, CKMS).then(document -> new ConfigReader(document).read());
    }

    /** Lists everything that is wrong with a configuration, and the sections and options in it that nothing reads. */
    public static List<Diagnostic> faults(SourceText source) {
        Parsed<IniDocument> read = IniReader.read(source, CKMS);
        if (!(read instanceof Parsed.Valid<IniDocument> valid)) {
            return read.diagnostics();
        }
        var reader = new ConfigReader(valid.value());
        reader.read();
        var vocabulary = new Vocabulary(valid.value(), CKMS, reader.problems);
        vocabulary.sections(List.of(BUILD_ENV, HOOKS)::contains, List.of(CKMS, BUILD_ENV, HOOKS));
        vocabulary.options(CKMS, OPTIONS, Severity.ERROR);
        return reader.problems.found();
    }

    /**
     * Lists the shell snippets of a configuration, each by a name such as {@code hook 'post_install'}.
     *
     * @return the snippets with their places; none if the text can't be read as INI
     */
    public static Map<String, Located<String>> shell(SourceText source) {
        var snippets = new LinkedHashMap<String, Located<String>>();
        if (IniReader.read(source, CKMS) instanceof Parsed.Valid<IniDocument> valid) {
            new ConfigReader(valid.value())
                    .hooks()
                    .forEach((hook, snippet) -> snippets.put(
                            "hook '" + hook.option() + "'",
                            new Located<>(snippet, valid.value().placeOf(HOOKS, hook.option()))));
        }
        return snippets;
    }

    /** Finds the place of an option of {@code [ckms]}; empty if it is not set, or the text can't be read as INI. */
    public static Optional<Place> placeOf(SourceText source, String option) {
        return IniReader.read(source, CKMS) instanceof Parsed.Valid<IniDocument> valid
                ? valid.value().raw(CKMS, option).map(raw -> valid.value().placeOf(CKMS, option))
                : Optional.empty();
    }

    private Parsed<GlobalConfig> read() {
        GlobalConfig otherwise = GlobalConfig.DEFAULT;
        return problems.resultOf(new GlobalConfig(
                path("statedir").orElse(otherwise.statedir()),
                path("destdir").orElse(otherwise.destdir()),
                options.bool(CKMS, "quiet", otherwise.quiet()),
                new BuildOptions(
                        options.text(CKMS, "strip").orElse(BuildOptions.DEFAULT.strip()),
                        options.text(CKMS, "make_build_args").orElse(BuildOptions.DEFAULT.makeArgs()),
                        buildEnv()),
                path("depmod_hook").orElse(otherwise.depmodHook()),
                path("initramfs_hook").orElse(otherwise.initramfsHook()),
                signKey(),
                isSet("sign_cert") ? path("sign_cert") : Optional.empty(),
                cacheSize().orElse(otherwise.cacheMebibytes()),
                sandbox().orElse(otherwise.sandbox()),
                hooks()));
    }

    /** Reads the size of the cache, in MiB. Nine digits, about a petabyte, are the most. */
    private Optional<Long> cacheSize() {
        Optional<String> text = options.text(CKMS, "cache_size");
        if (text.isPresent() && !text.get().matches("[0-9]{1,9}")) {
            options.error(
                    CKMS,
                    "cache_size",
                    "'cache_size' must be a number of MiB, of nine digits at most, or 0 for no cache");
            return Optional.empty();
        }
        return text.map(Long::parseLong);
    }

    private Optional<Sandboxing> sandbox() {
        Optional<String> text = options.text(CKMS, "sandbox");
        Optional<Sandboxing> known = text.flatMap(word -> Arrays.stream(Sandboxing.values())
                .filter(mode -> mode.name().equalsIgnoreCase(word))
                .findFirst());
        if (text.isPresent() && known.isEmpty()) {
            options.error(CKMS, "sandbox", "'sandbox' must be auto, require or off, not '" + text.get() + "'");
        }
        return known;
    }

    private boolean isSet(String option) {
        return !options.text(CKMS, option).orElse("").isEmpty();
    }

    private Optional<PrivateKey> signKey() {
        Optional<String> text = options.text(CKMS, "sign_key").filter(key -> !key.isEmpty());
        return text.isPresent() && text.get().startsWith(PrivateKey.OnToken.SCHEME)
                ? text.map(PrivateKey.OnToken::new)
                : text.flatMap(file -> path("sign_key")).map(PrivateKey.InFile::new);
    }

    private Optional<Path> path(String option) {
        Optional<String> text = options.text(CKMS, option);
        try {
            Optional<Path> path = text.map(Path::of);
            if (path.isPresent() && !path.get().isAbsolute()) {
                options.error(CKMS, option, "'" + option + "' must be an absolute path, not '" + text.get() + "'");
                return Optional.empty();
            }
            return path;
        } catch (InvalidPathException noPath) {
            options.error(CKMS, option, "'" + option + "' is not a valid path: " + noPath.getReason());
            return Optional.empty();
        }
    }

    /** Reads the variables, by their names as the file spells them, without the options of the default section. */
    private Map<String, String> buildEnv() {
        var variables = new LinkedHashMap<String, String>();
        for (IniValue option : document.ownOptions(BUILD_ENV)) {
            options.text(BUILD_ENV, option.name()).ifPresent(value -> variables.put(option.name(), value));
        }
        return variables;
    }

    private Map<Hook, String> hooks() {
        var hooks = new EnumMap<Hook, String>(Hook.class);
        for (IniValue option : document.ownOptions(HOOKS)) {
            String name = IniReader.optionName(option.name());
            Optional<Hook> hook = Hook.AROUND.stream()
                    .filter(known -> known.option().equals(name))
                    .findFirst();
            if (hook.isEmpty()) {
                options.error(
                        HOOKS,
                        option.name(),
                        "'" + name + "' is not a hook of the configuration; one of "
                                + String.join(
                                        ", ",
                                        Hook.AROUND.stream().map(Hook::option).toList()));
            } else {
                options.text(HOOKS, name).ifPresent(snippet -> hooks.put(hook.get(), snippet));
            }
        }
        return hooks;
    }
}
