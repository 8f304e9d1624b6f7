package ckms.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The result of reading a text: a value, perhaps with warnings; or the errors because of which there is none. */
public sealed interface Parsed<T> {
    /** The value of a good text, with its warnings. */
    record Valid<T>(T value, List<Diagnostic> diagnostics) implements Parsed<T> {
        /** Makes the result, with a copy of the list. */
        public Valid {
            diagnostics = List.copyOf(diagnostics);
        }
    }

    /** What is wrong with a text that has no value; at least one of the diagnostics is an error. */
    record Invalid<T>(List<Diagnostic> diagnostics) implements Parsed<T> {
        /** Makes the result, with a copy of the list. */
        public Invalid {
            diagnostics = List.copyOf(diagnostics);
        }
    }

    /** Lists the warnings of a valid text, or the errors and warnings of an invalid one. */
    List<Diagnostic> diagnostics();

    /** Makes the result of a good text without a warning. */
    static <T> Parsed<T> of(T value) {
        return new Valid<>(value, List.of());
    }

    /** Makes the result of a text with a single error. */
    static <T> Parsed<T> failure(Diagnostic diagnostic) {
        return new Invalid<>(List.of(diagnostic));
    }

    /**
     * Returns the value of a text that is known to be good.
     *
     * @throws IllegalStateException if there is no value
     */
    default T orElseThrow() {
        if (this instanceof Valid<T> valid) {
            return valid.value();
        }
        throw new IllegalStateException(diagnostics().toString());
    }

    /** Reads on with the value, if there is one, and keeps the diagnostics of the first and the second reading. */
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
