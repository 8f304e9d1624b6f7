package ckms.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects what a reader finds, so that one run names all of it. Not for several threads. */
public final class Diagnostics {
    private static final Comparator<Diagnostic> BY_PLACE = Comparator.comparing(
            diagnostic -> diagnostic.place().orElse(new Place("", 0, 0, "")),
            Comparator.comparingInt(Place::line).thenComparingInt(Place::column));

    /** Each once, in the order in which they were found. */
    private final Set<Diagnostic> found = new LinkedHashSet<>();

    /** Notes an error at a place. */
    public void error(Place place, String code, String sentence) {
        found.add(Diagnostic.error(place, code, sentence));
    }

    /** Notes all of those. */
    public void addAll(Collection<Diagnostic> others) {
        found.addAll(others);
    }

    /** The value of what was read, or an empty text in its place, with what was found wrong noted here. */
    public String valueOf(Parsed<String> parsed) {
        found.addAll(parsed.diagnostics());
        return parsed instanceof Parsed.Valid<String> valid ? valid.value() : "";
    }

    /** Whether any of them is an error. */
    public boolean hasErrors() {
        return found.stream().anyMatch(Diagnostic::isError);
    }

    /** All of them, file by file as they were found, and in each file by their place. */
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

    /** The value when nothing was wrong with it, otherwise what was. */
    public <T> Parsed<T> resultOf(T value) {
        return hasErrors() ? new Parsed.Invalid<>(found()) : new Parsed.Valid<>(value, found());
    }

    /** What was wrong, when there is no value. */
    public <T> Parsed<T> failure() {
        return new Parsed.Invalid<>(found());
    }
}
