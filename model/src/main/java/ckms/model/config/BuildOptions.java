package ckms.model.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The part of the configuration that is about all builds.
 *
 * @param strip the shell command that strips a module; the module's path is added to it
 * @param makeArgs the arguments added to the environment variable {@code CKMS_MAKE_ARGS}
 * @param env the environment variables for the hooks, in the order of the file
 */
public record BuildOptions(String strip, String makeArgs, Map<String, String> env) {
    /** The options that hold where the configuration says nothing. */
    public static final BuildOptions DEFAULT = new BuildOptions("strip -g", "", Map.of());

    /** Makes the options, with a copy of the map. */
    public BuildOptions {
        env = Collections.unmodifiableMap(new LinkedHashMap<>(env));
    }
}
