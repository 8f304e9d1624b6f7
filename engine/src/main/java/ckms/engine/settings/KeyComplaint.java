package ckms.engine.settings;

/**
 * Why a key can't be used.
 *
 * @param sentence what is wrong with which file, and what to do
 * @param isOfUser whether nothing but the permission of this user is lacking, so that root may well use the key
 */
public record KeyComplaint(String sentence, boolean isOfUser) {
    /** Makes a complaint that holds for every user. */
    public static KeyComplaint of(String sentence) {
        return new KeyComplaint(sentence, false);
    }
}
