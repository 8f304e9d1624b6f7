package ckms.model.recipe;

/** A yes-or-no option of a recipe: fixed, or answered by a shell during the build. */
public sealed interface Condition {
    /** A condition that is known from the recipe alone. */
    record Fixed(boolean holds) implements Condition {
        /** The condition that always holds. */
        public static final Fixed YES = new Fixed(true);

        /** The condition that never holds. */
        public static final Fixed NO = new Fixed(false);
    }

    /**
     * A condition {@code sh: EXPRESSION}, which a shell answers during the build: exit status 0 is yes, 1 is no, any
     * other is a failure.
     *
     * @param expression the shell code, without the {@code sh:}
     */
    record Shell(String expression) implements Condition {}

    /** Says whether the condition holds or may turn out to hold. */
    default boolean mayHold() {
        return !equals(Fixed.NO);
    }
}
