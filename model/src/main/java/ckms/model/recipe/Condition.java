package ckms.model.recipe;

/** A yes or no of a recipe. */
public sealed interface Condition {
    /** Known from the recipe alone. */
    record Fixed(boolean holds) implements Condition {
        /** Yes. */
        public static final Fixed YES = new Fixed(true);

        /** No. */
        public static final Fixed NO = new Fixed(false);
    }

    /**
     * {@code sh: EXPRESSION}, which a shell answers during the build: exit status 0 is yes, 1 is no, any other a failure.
     *
     * @param expression without the {@code sh:}
     */
    record Shell(String expression) implements Condition {}

    /** Whether it may turn out to hold. */
    default boolean mayHold() {
        return !equals(Fixed.NO);
    }
}
