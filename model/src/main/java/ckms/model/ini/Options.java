package ckms.model.ini;

import ckms.model.Diagnostics;
import ckms.model.Parsed;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads a document's options as what they should be, noting those that are not. */
public final class Options {
    private static final Map<String, Boolean> BOOLEANS = Map.of(
            "1", true, "yes", true, "true", true, "on", true, "0", false, "no", false, "false", false, "off", false);

    private final IniDocument document;
    private final Diagnostics problems;

    /** Options of that document; what is wrong with them goes to those diagnostics. */
    public Options(IniDocument document, Diagnostics problems) {
        this.document = document;
        this.problems = problems;
    }

    /** An option, interpolated; empty where it is missing, an empty text where it can't be interpolated. */
    public Optional<String> text(String section, String option) {
        return document.value(section, option).map(problems::valueOf);
    }

    /** Whether an option is there and can be interpolated. */
    public boolean isReadable(String section, String option) {
        return document.value(section, option)
                .filter(Parsed.Valid.class::isInstance)
                .isPresent();
    }

    /** An option that must be there. */
    public String mandatory(String section, String option) {
        return text(section, option).orElseGet(() -> {
            problems.error(
                    document.placeOf(section),
                    "no-" + option,
                    "[" + section + "] has no " + option + "; write '" + option + " = …' there");
            return "";
        });
    }

    /** A yes or no, in any of CPython's spellings. */
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

    /** Notes what is wrong with an option's value. */
    public void error(String section, String option, String sentence) {
        problems.error(document.placeOf(section, option), "bad-" + option, sentence);
    }
}
