package ckms.model.recipe;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A point at which a recipe may run a shell snippet. The hooks of a build come first, in the order of the build. */
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

    /** The hooks outside of a build, which the global configuration may have too, for all packages. */
    public static final List<Hook> AROUND =
            List.of(POST_ADD, PRE_INSTALL, POST_INSTALL, PRE_UNINSTALL, POST_UNINSTALL, POST_REMOVE);

    /** Lists the option names of all hooks. */
    public static List<String> options() {
        return Arrays.stream(values()).map(Hook::option).toList();
    }

    /** Returns the name of the hook's option in {@code [hooks]}, which is also the name of its log. */
    public String option() {
        return name().toLowerCase(Locale.ROOT);
    }
}
