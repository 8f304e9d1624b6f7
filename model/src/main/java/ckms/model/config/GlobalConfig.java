package ckms.model.config;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What {@code /etc/ckms/config.ini} says, with the defaults for what it leaves out.
 *
 * @param statedir the state directory
 * @param destdir the folder below which modules are installed, in a folder for each kernel
 * @param quiet whether hook output stays off the terminal
 * @param strip the command that strips the module whose path is added to it
 * @param makeBuildArgs arguments added to {@code CKMS_MAKE_ARGS}
 * @param depmodHook what runs in place of depmod, where that file exists
 * @param buildEnv variables for the hooks, in the file's order
 */
public record GlobalConfig(
        Path statedir,
        Path destdir,
        boolean quiet,
        String strip,
        String makeBuildArgs,
        Path depmodHook,
        Map<String, String> buildEnv) {
    /** Where the file is where the user does not say. */
    public static final Path DEFAULT_FILE = Path.of("/etc/ckms/config.ini");

    /** What holds where there is no file. */
    public static final GlobalConfig DEFAULT = new GlobalConfig(
            Path.of("/var/lib/ckms"),
            Path.of("/lib/modules"),
            false,
            "strip -g",
            "",
            Path.of("/etc/ckms/depmod.sh"),
            Map.of());

    public GlobalConfig {
        buildEnv = Collections.unmodifiableMap(new LinkedHashMap<>(buildEnv));
    }
}
