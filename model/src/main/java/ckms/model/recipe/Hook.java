package ckms.model.recipe;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A point at which a recipe may run a shell snippet: first those of a build, in its order. */
public enum Hook {
    CONFIGURE,
    PRE_BUILD,
    BUILD,
    POST_BUILD,
    POST_ADD,
    PRE_INSTALL,
    POST_INSTALL,
    PRE_UNINSTALL,
    POST_UNINSTALL,
    POST_REMOVE;

    /** Those outside of a build, which the global configuration may have too, for all packages. */
    public static final List<Hook> AROUND =
            List.of(POST_ADD, PRE_INSTALL, POST_INSTALL, PRE_UNINSTALL, POST_UNINSTALL, POST_REMOVE);

    /** The names of all of them, as options. */
    public static List<String> options() {
        return Arrays.stream(values()).map(Hook::option).toList();
    }

    /** The name of its option in {@code [hooks]} and of its log. */
    public String option() {
        return name().toLowerCase(Locale.ROOT);
    }
}
