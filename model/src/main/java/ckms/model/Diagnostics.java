package ckms.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A collection of what a reader finds wrong, so that one run names all of it. It is not safe for several threads. */
public final class Diagnostics {
    private static final Comparator<Diagnostic> BY_PLACE = Comparator.comparing(
            diagnostic -> diagnostic.place().orElse(new Place("", 0, 0, "")),
            Comparator.comparingInt(Place::line).thenComparingInt(Place::column));

    /** Each diagnostic once, in the order in which they were found. */
    private final Set<Diagnostic> found = new LinkedHashSet<>();

    /** Notes an error at a place. */
    public void error(Place place, String code, String sentence) {
        found.add(Diagnostic.error(place, code, sentence));
    }

    /** Notes all the diagnostics of a collection. */
    public void addAll(Collection<Diagnostic> others) {
        found.addAll(others);
    }

    /**
     * Notes the diagnostics of what was read, and returns its value.
     *
     * @return the value; an empty text if there is none
     */
    public String valueOf(Parsed<String> parsed) {
        found.addAll(parsed.diagnostics());
        return parsed instanceof Parsed.Valid<String> valid ? valid.value() : "";
    }

    /** Says whether any diagnostic is an error. */
    public boolean hasErrors() {
        return found.stream().anyMatch(Diagnostic::isError);
    }

    /** Lists all diagnostics: files in the order in which they were found, and in each file by line and column. */
    public List<Diagnostic> found() {
        Map<String, List<Diagnostic>> files = new LinkedHashMap<>();
        for (Diagnostic diagnostic : found) {
            String file = diagnostic.place().map(Place::file).orElse("");
            files.computeIfAbsent(file, name -> new ArrayList<>()).add(diagnostic);
        }
        return files.values().stream()
                .flatMap(ofFile -> ofFile.stream().sorted(BY_PLACE))
                .toList();
    }

    /**
     * Makes the result of a reading.
     *
     * @return the value with the warnings; the diagnostics alone if one of them is an error
     */
    public <T> Parsed<T> resultOf(T value) {
        return hasErrors() ? new Parsed.Invalid<>(found()) : new Parsed.Valid<>(value, found());
    }

    /** Makes the result of a reading that came to no value. */
    public <T> Parsed<T> failure() {
        return new Parsed.Invalid<>(found());
    }
}
