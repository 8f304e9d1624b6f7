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

/** An ini document: sections of options, and a default section whose options show in every other. Immutable. */
public final class IniDocument {
    private final SourceText source;
    private final String defaultSection;
    private final Map<String, IniValue> defaults;
    private final Map<String, Map<String, IniValue>> sections;
    /** The number of the line that each section's header stands in. */
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

    /** The text it was read from. */
    public SourceText source() {
        return source;
    }

    /** The names of all sections but the default one, in the file's order. */
    public Set<String> sections() {
        return Collections.unmodifiableSet(sections.keySet());
    }

    /** Whether a section stands in the file; the default one always does. */
    public boolean hasSection(String section) {
        return section.equals(defaultSection) || sections.containsKey(section);
    }

    /** A section's options, those of the default section among them, in the order of CPython's {@code options()}. */
    public List<String> options(String section) {
        var names = new LinkedHashMap<>(own(section));
        names.putAll(defaults);
        return new ArrayList<>(names.keySet());
    }

    /** The options that stand in the section itself, in the file's order. */
    public List<IniValue> ownOptions(String section) {
        return List.copyOf(own(section).values());
    }

    /** An option as it is written, from the section or else from the default section. */
    public Optional<IniValue> raw(String section, String option) {
        String name = IniReader.optionName(option);
        IniValue here = own(section).get(name);
        return Optional.ofNullable(here != null ? here : defaults.get(name));
    }

    /** An option, interpolated; empty where there is none. */
    public Optional<Parsed<String>> value(String section, String option) {
        return raw(section, option).map(value -> new Interpolation(this, section, value).run());
    }

    /** This document with options of the default section set to these literal values, whatever the file says there. */
    public IniDocument with(Map<String, String> literals) {
        var merged = new LinkedHashMap<>(defaults);
        literals.forEach((name, text) -> merged.put(name, new IniValue(name, text.replace("%", "%%"), List.of(0))));
        return new IniDocument(source, defaultSection, merged, sections, headers);
    }

    /** Where an option stands, or else the header of its section, or else the first line. */
    public Place placeOf(String section, String option) {
        return raw(section, option)
                .map(value -> source.line(value.lines().get(0)))
                .orElseGet(() -> placeOf(section));
    }

    /** Where a section's header stands, or else the first line. */
    public Place placeOf(String section) {
        return source.line(headers.getOrDefault(section, 1));
    }

    private Map<String, IniValue> own(String section) {
        return section.equals(defaultSection) ? defaults : sections.getOrDefault(section, Map.of());
    }
}
