package ckms.model;

import java.util.Optional;

/**
 * One thing that is wrong, said so that the user can mend it.
 *
 * @param severity how bad it is
 * @param place where it is; empty where it is in no file
 * @param code a stable word for it, such as {@code unknown-key}
 * @param sentence what happened and what to do, without the place
 */
public record Diagnostic(Severity severity, Optional<Place> place, String code, String sentence) {
    /** An error that stands in no file. */
    public static Diagnostic error(String code, String sentence) {
        return new Diagnostic(Severity.ERROR, Optional.empty(), code, sentence);
    }

    /** An error at a place. */
    public static Diagnostic error(Place place, String code, String sentence) {
        return new Diagnostic(Severity.ERROR, Optional.of(place), code, sentence);
    }

    /** A warning at a place. */
    public static Diagnostic warning(Place place, String code, String sentence) {
        return new Diagnostic(Severity.WARNING, Optional.of(place), code, sentence);
    }

    /** The place, if there is one, and the sentence. */
    public String line() {
        return place.map(at -> at + ": ").orElse("") + sentence;
    }

    /** Whether nothing may be done while this stands. */
    public boolean isError() {
        return severity == Severity.ERROR;
    }
}
