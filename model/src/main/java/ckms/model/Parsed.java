package ckms.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What reading a text came to: a value, perhaps with warnings, or the errors that kept it from being one. */
public sealed interface Parsed<T> {
    /** The text is good. */
    record Valid<T>(T value, List<Diagnostic> diagnostics) implements Parsed<T> {
        public Valid {
            diagnostics = List.copyOf(diagnostics);
        }
    }

    /** The text is not good; at least one of the diagnostics is an error. */
    record Invalid<T>(List<Diagnostic> diagnostics) implements Parsed<T> {
        public Invalid {
            diagnostics = List.copyOf(diagnostics);
        }
    }

    /** Warnings of a valid text, errors (and warnings) of another. */
    List<Diagnostic> diagnostics();

    /** A value without a warning. */
    static <T> Parsed<T> of(T value) {
        return new Valid<>(value, List.of());
    }

    /** A single error. */
    static <T> Parsed<T> failure(Diagnostic diagnostic) {
        return new Invalid<>(List.of(diagnostic));
    }

    /** The value of a text that is known to be good; an {@link IllegalStateException} where it is not. */
    default T orElseThrow() {
        if (this instanceof Valid<T> valid) {
            return valid.value();
        }
        throw new IllegalStateException(diagnostics().toString());
    }

    /** Reads on with the value, if there is one; keeps the warnings of both. */
    default <U> Parsed<U> then(Function<T, Parsed<U>> next) {
        if (!(this instanceof Valid<T> valid)) {
            return new Invalid<>(diagnostics());
        }
        Parsed<U> result = next.apply(valid.value());
        List<Diagnostic> all = new ArrayList<>(valid.diagnostics());
        all.addAll(result.diagnostics());
        return result instanceof Valid<U> good ? new Valid<>(good.value(), all) : new Invalid<>(all);
    }
}
