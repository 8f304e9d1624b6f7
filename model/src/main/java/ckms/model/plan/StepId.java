package ckms.model.plan;

import java.util.Optional;

/** Tells a step from all others of its plan: no two do the same to the same. */
public record StepId(Action action, Subject subject) {
    /** Reads an id as {@code toString} writes it; empty where the text is none. */
    public static Optional<StepId> parse(String text) {
        int space = text.indexOf(' ');
        return space < 0
                ? Optional.empty()
                : Action.parse(text.substring(0, space))
                        .flatMap(action ->
                                Subject.parse(text.substring(space + 1)).map(subject -> new StepId(action, subject)));
    }

    /** {@code ACTION ADDRESS}. */
    @Override
    public String toString() {
        return action + " " + subject;
    }
}
