package ckms.model.ini;

import ckms.model.Diagnostics;
import ckms.model.Parsed;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads a document's options as texts or booleans, and notes the values that are wrong. */
public final class Options {
    private static final Map<String, Boolean> BOOLEANS = Map.of(
            "1", true, "yes", true, "true", true, "on", true, "0", false, "no", false, "false", false, "off", false);

    private final IniDocument document;
    private final Diagnostics problems;

    /** Makes a reader of a document's options; what is wrong with them is added to the diagnostics. */
    public Options(IniDocument document, Diagnostics problems) {
        this.document = document;
        this.problems = problems;
    }

    /**
     * Reads an option, interpolated.
     *
     * @return empty if the option is missing; an empty text, and an error noted, where it can't be interpolated
     */
    public Optional<String> text(String section, String option) {
        return document.value(section, option).map(problems::valueOf);
    }

    /** Says whether an option is there and can be interpolated. */
    public boolean isReadable(String section, String option) {
        return document.value(section, option)
                .filter(Parsed.Valid.class::isInstance)
                .isPresent();
    }

    /**
     * Reads an option that must be there.
     *
     * @return an empty text, and an error noted, where the option is missing or can't be interpolated
     */
    public String mandatory(String section, String option) {
        return text(section, option).orElseGet(() -> {
            problems.error(
                    document.placeOf(section),
                    "no-" + option,
                    "[" + section + "] has no " + option + "; write '" + option + " = …' there");
            return "";
        });
    }

    /**
     * Reads a yes or no, in any of the spellings of CPython's {@code getboolean}.
     *
     * @return {@code otherwise} if the option is missing, or, with an error noted, if it is neither yes nor no
     */
    public boolean bool(String section, String option, boolean otherwise) {
        Optional<String> text = text(section, option);
        if (text.isEmpty()) {
            return otherwise;
        }
        Boolean value = BOOLEANS.get(text.get().toLowerCase(Locale.ROOT));
        if (value == null) {
            error(section, option, "'" + option + "' must be yes or no, not '" + text.get() + "'");
            return otherwise;
        }
        return value;
    }

    /** Notes an error in an option's value, at the place of the option. */
    public void error(String section, String option, String sentence) {
        problems.error(document.placeOf(section, option), "bad-" + option, sentence);
    }
}
