package ckms.model.recipe;

/** A yes or no of a recipe. */
public sealed interface Condition {
    /** Known from the recipe alone. */
    record Fixed(boolean holds) implements Condition {}

    /**
     * {@code sh: EXPRESSION}, which a shell answers during the build: exit status 0 is yes, 1 is no, any other a failure.
     *
     * @param expression without the {@code sh:}
     */
    record Shell(String expression) implements Condition {}

    /** Yes. */
    Condition YES = new Fixed(true);

    /** No. */
    Condition NO = new Fixed(false);

    /** Whether it may turn out to hold. */
    default boolean mayHold() {
        return !equals(NO);
    }
}
