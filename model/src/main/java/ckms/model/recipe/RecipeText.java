package ckms.model.recipe;

import java.util.regex.Pattern;

/** The text of a recipe, and what can be told of it without reading it as one. */
public record RecipeText(String text) {
    /** The variable that tells hooks how many jobs they have. */
    private static final String JOBS = "CKMS_JOBS";

    private static final Pattern INITRAMFS = Pattern.compile("(?i)\\binitramfs\\s*[=:]");

    /** Whether its hooks count jobs themselves; others leave that to their makes, which a job server serves. */
    public boolean countsJobs() {
        return text.contains(JOBS);
    }

    /** Whether its modules may be needed in the initramfs. */
    public boolean mayNeedInitramfs() {
        return INITRAMFS.matcher(text).find();
    }

    /** The text itself. */
    @Override
    public String toString() {
        return text;
    }
}
