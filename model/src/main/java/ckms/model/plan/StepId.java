package ckms.model.plan;

import java.util.Optional;

/** The id of a step in its plan. No two steps of a plan do the same action to the same subject. */
public record StepId(Action action, Subject subject) {
    /** Reads an id as {@link #toString} writes it; empty if the text is none. */
    public static Optional<StepId> parse(String text) {
        int space = text.indexOf(' ');
        return space < 0
                ? Optional.empty()
                : Action.parse(text.substring(0, space))
                        .flatMap(action ->
                                Subject.parse(text.substring(space + 1)).map(subject -> new StepId(action, subject)));
    }

    /** Returns the id as {@code ACTION ADDRESS}. */
    @Override
    public String toString() {
        return action + " " + subject;
    }
}
