package ckms.model.recipe;

import java.util.Locale;

/** A point of a build at which a recipe may run a shell snippet, in the order of the build. */
public enum Hook {
    CONFIGURE,
    PRE_BUILD,
    BUILD,
    POST_BUILD;

    /** The name of its option in {@code [hooks]} and of its log. */
    public String option() {
        return name().toLowerCase(Locale.ROOT);
    }
}
