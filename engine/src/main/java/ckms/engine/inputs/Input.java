package ckms.engine.inputs;

/**
 * Something that a build was made from.
 *
 * @param digest the SHA-256 of its contents; empty if there is nothing
 * @param stamp tells, without reading it, whether it has changed; empty if nothing tells that
 */
public record Input(String digest, String stamp) {
    /** The input that does not exist, or is not known. */
    public static final Input NONE = new Input("", "");

    /** Makes an input without a stamp, which is always read again. */
    public static Input of(String digest) {
        return new Input(digest, "");
    }
}
