package ckms.model.ini;

import ckms.model.Parsed;
import ckms.model.Place;
import ckms.model.SourceText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An ini document: sections of options, and a default section whose options show in every other section. Immutable.
 */
public final class IniDocument {
    private final SourceText source;
    private final String defaultSection;
    private final Map<String, IniValue> defaults;
    private final Map<String, Map<String, IniValue>> sections;
    /** The line number of each section's header, counted from 1. */
    private final Map<String, Integer> headers;

    IniDocument(
            SourceText source,
            String defaultSection,
            Map<String, Map<String, IniValue>> read,
            Map<String, Integer> headers) {
        this(
                source,
                defaultSection,
                read.getOrDefault(defaultSection, Map.of()),
                withoutDefault(read, defaultSection),
                headers);
    }

    private IniDocument(
            SourceText source,
            String defaultSection,
            Map<String, IniValue> defaults,
            Map<String, Map<String, IniValue>> sections,
            Map<String, Integer> headers) {
        this.source = source;
        this.defaultSection = defaultSection;
        this.defaults = defaults;
        this.sections = sections;
        this.headers = headers;
    }

    private static Map<String, Map<String, IniValue>> withoutDefault(
            Map<String, Map<String, IniValue>> read, String defaultSection) {
        var rest = new LinkedHashMap<>(read);
        rest.remove(defaultSection);
        return rest;
    }

    /** Returns the text that the document was read from. */
    public SourceText source() {
        return source;
    }

    /** Lists the names of all sections but the default one, in the file's order. */
    public Set<String> sections() {
        return Collections.unmodifiableSet(sections.keySet());
    }

    /** Says whether the document has a section; the default section counts as always there. */
    public boolean hasSection(String section) {
        return section.equals(defaultSection) || sections.containsKey(section);
    }

    /**
     * Lists the names of a section's options, including those of the default section, in the order of CPython's {@code
     * options()}.
     *
     * @return names in lower case; of an unknown section, only those of the default section
     */
    public List<String> options(String section) {
        var names = new LinkedHashMap<>(own(section));
        names.putAll(defaults);
        return new ArrayList<>(names.keySet());
    }

    /** Lists the options that stand in the section itself, in the file's order; empty for an unknown section. */
    public List<IniValue> ownOptions(String section) {
        return List.copyOf(own(section).values());
    }

    /**
     * Finds an option as it is written, in the section or else in the default section.
     *
     * @param option the option's name, in upper or lower case
     * @return the value; empty if neither section has the option
     */
    public Optional<IniValue> raw(String section, String option) {
        String name = IniReader.optionName(option);
        IniValue here = own(section).get(name);
        return Optional.ofNullable(here != null ? here : defaults.get(name));
    }

    /**
     * Finds an option and interpolates its value.
     *
     * @param option the option's name, in upper or lower case
     * @return empty if there is no such option; a failure where the value can't be interpolated
     */
    public Optional<Parsed<String>> value(String section, String option) {
        return raw(section, option).map(value -> new Interpolation(this, section, value).run());
    }

    /** Returns this document with options of the default section replaced by these literal values. */
    public IniDocument with(Map<String, String> literals) {
        var merged = new LinkedHashMap<>(defaults);
        literals.forEach((name, text) -> merged.put(name, new IniValue(name, text.replace("%", "%%"), List.of(0))));
        return new IniDocument(source, defaultSection, merged, sections, headers);
    }

    /** Returns the place of an option, or else of its section's header, or else the first line. */
    public Place placeOf(String section, String option) {
        return raw(section, option)
                .map(value -> source.line(value.lines().get(0)))
                .orElseGet(() -> placeOf(section));
    }

    /** Returns the place of a section's header, or else the first line. */
    public Place placeOf(String section) {
        return source.line(headers.getOrDefault(section, 1));
    }

    private Map<String, IniValue> own(String section) {
        return section.equals(defaultSection) ? defaults : sections.getOrDefault(section, Map.of());
    }
}
