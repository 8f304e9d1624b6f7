package ckms.model;

import java.util.Optional;

/**
 * One thing that is wrong in what the user wrote, with a sentence that says how to mend it.
 *
 * @param severity how bad it is
 * @param place where it is; empty if it is in no file
 * @param code a stable word for this kind of problem, such as {@code unknown-key}
 * @param sentence what happened and what to do, without the place
 */
public record Diagnostic(Severity severity, Optional<Place> place, String code, String sentence) {
    /** Makes an error that is in no file. */
    public static Diagnostic error(String code, String sentence) {
        return new Diagnostic(Severity.ERROR, Optional.empty(), code, sentence);
    }

    /** Makes an error at a place. */
    public static Diagnostic error(Place place, String code, String sentence) {
        return new Diagnostic(Severity.ERROR, Optional.of(place), code, sentence);
    }

    /** Makes a warning at a place. */
    public static Diagnostic warning(Place place, String code, String sentence) {
        return new Diagnostic(Severity.WARNING, Optional.of(place), code, sentence);
    }

    /** Returns the place, if there is one, and the sentence, as one line. */
    public String line() {
        return place.map(at -> at + ": ").orElse("") + sentence;
    }

    /** Says whether the diagnostic is an error, and not a warning. */
    public boolean isError() {
        return severity == Severity.ERROR;
    }
}
