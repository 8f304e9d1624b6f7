package ckms.model.recipe;

import java.util.regex.Pattern;

/**
 * The text of a recipe, and what can be told from the text without parsing it.
 *
 * @param text the content of the recipe's file
 */
public record RecipeText(String text) {
    /** The environment variable that tells hooks how many jobs they may run at once. */
    private static final String JOBS = "CKMS_JOBS";

    private static final Pattern INITRAMFS = Pattern.compile("(?i)\\binitramfs\\s*[=:]");

    /** Says whether the hooks use {@code CKMS_JOBS}, the number of jobs; otherwise make's job server limits them. */
    public boolean countsJobs() {
        return text.contains(JOBS);
    }

    /** Says whether the recipe's modules may be needed in the initramfs, as its text sets {@code initramfs}. */
    public boolean mayNeedInitramfs() {
        return INITRAMFS.matcher(text).find();
    }

    /** Returns the text itself. */
    @Override
    public String toString() {
        return text;
    }
}
