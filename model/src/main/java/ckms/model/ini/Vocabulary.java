package ckms.model.ini;

import ckms.model.Diagnostic;
import ckms.model.Diagnostics;
import ckms.model.Severity;
import ckms.model.Suggestion;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A check for names in a document that nothing reads, which are most likely misspelt. An option that another one refers
 * to counts as read: it is a variable of the author's.
 */
public final class Vocabulary {
    private static final Pattern REFERENCE = Pattern.compile("%\\(([^)]+)\\)s");

    private final IniDocument document;
    private final Diagnostics problems;
    private final Set<String> referred = new HashSet<>();

    /** Makes a check of a document; names that nothing reads are added to the diagnostics. */
    public Vocabulary(IniDocument document, String defaultSection, Diagnostics problems) {
        this.document = document;
        this.problems = problems;
        refer(defaultSection);
        document.sections().forEach(this::refer);
    }

    private void refer(String section) {
        for (IniValue value : document.ownOptions(section)) {
            REFERENCE
                    .matcher(value.text())
                    .results()
                    .forEach(reference -> referred.add(IniReader.optionName(reference.group(1))));
        }
    }

    /**
     * Notes each section that is not known, as an error.
     *
     * @param known says whether something reads a section
     * @param names the sections that the message suggests
     */
    public void sections(Predicate<String> known, List<String> names) {
        for (String section : document.sections()) {
            if (!known.test(section)) {
                problems.error(
                        document.placeOf(section),
                        "unknown-section",
                        "nothing reads section [" + section + "]; there are " + String.join(", ", names)
                                + Suggestion.question(section, names));
            }
        }
    }

    /**
     * Notes each option of a section that is neither known nor referred to.
     *
     * @param names the options that are read, in lower case
     */
    public void options(String section, Collection<String> names, Severity severity) {
        for (IniValue value : document.ownOptions(section)) {
            String name = IniReader.optionName(value.name());
            if (!names.contains(name) && !referred.contains(name)) {
                String sentence =
                        "nothing reads '" + name + "' of [" + section + "]" + Suggestion.question(name, names);
                problems.addAll(List.of(new Diagnostic(
                        severity, Optional.of(document.placeOf(section, name)), "unknown-option", sentence)));
            }
        }
    }
}
