package ckms.model.recipe;

import ckms.model.ini.Options;
import java.util.Optional;

/** Reads the yes-or-no options of a recipe, which a shell may answer. */
final class Conditions {
    private static final String SHELL = "sh:";

    private Conditions() {}

    /** Reads an option of a section; {@code otherwise} where it is missing. */
    static Condition read(Options options, String section, String option, Condition otherwise) {
        Optional<String> text = options.text(section, option);
        if (text.isEmpty() || !text.get().startsWith(SHELL)) {
            boolean holds = options.bool(section, option, true);
            return text.isEmpty() ? otherwise : new Condition.Fixed(holds);
        }
        String expression = text.get().substring(SHELL.length()).strip();
        if (expression.isEmpty()) {
            options.error(section, option, "'" + option + "' has no expression after 'sh:'; write one for /bin/sh");
        }
        return new Condition.Shell(expression);
    }
}
