package ckms.model.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the configuration says about all builds.
 *
 * @param strip the command that strips the module whose path is added to it
 * @param makeArgs arguments added to {@code CKMS_MAKE_ARGS}
 * @param env variables for the hooks, in the file's order
 */
public record BuildOptions(String strip, String makeArgs, Map<String, String> env) {
    /** What holds where the configuration says nothing. */
    public static final BuildOptions DEFAULT = new BuildOptions("strip -g", "", Map.of());

    public BuildOptions {
        env = Collections.unmodifiableMap(new LinkedHashMap<>(env));
    }
}
