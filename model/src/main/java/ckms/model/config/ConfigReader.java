package ckms.model.config;

import ckms.model.Diagnostics;
import ckms.model.Parsed;
import ckms.model.SourceText;
import ckms.model.ini.IniDocument;
import ckms.model.ini.IniReader;
import ckms.model.ini.IniValue;
import ckms.model.ini.Options;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads {@code config.ini}. Options that it does not know are left alone, as the original does. */
public final class ConfigReader {
    private static final String CKMS = "ckms";
    private static final String BUILD_ENV = "build_env";

    private ConfigReader() {}

    /** Reads a configuration; names all that is wrong with it. */
    public static Parsed<GlobalConfig> read(SourceText source) {
        return IniReader.read(source, CKMS).then(ConfigReader::of);
    }

    private static Parsed<GlobalConfig> of(IniDocument document) {
        var problems = new Diagnostics();
        var options = new Options(document, problems);
        GlobalConfig otherwise = GlobalConfig.DEFAULT;
        return problems.resultOf(new GlobalConfig(
                options.text(CKMS, "statedir").map(Path::of).orElse(otherwise.statedir()),
                options.text(CKMS, "destdir").map(Path::of).orElse(otherwise.destdir()),
                options.bool(CKMS, "quiet", otherwise.quiet()),
                options.text(CKMS, "strip").orElse(otherwise.strip()),
                options.text(CKMS, "make_build_args").orElse(otherwise.makeBuildArgs()),
                options.text(CKMS, "depmod_hook").map(Path::of).orElse(otherwise.depmodHook()),
                buildEnv(document, options)));
    }

    /** The variables by the names that the file spells; the options of the default section are none of them. */
    private static Map<String, String> buildEnv(IniDocument document, Options options) {
        var variables = new LinkedHashMap<String, String>();
        for (IniValue option : document.ownOptions(BUILD_ENV)) {
            options.text(BUILD_ENV, option.name()).ifPresent(value -> variables.put(option.name(), value));
        }
        return variables;
    }
}
