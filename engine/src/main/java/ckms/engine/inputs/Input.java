package ckms.engine.inputs;

/**
 * Something that a build was made from.
 *
 * @param digest of its contents; empty where there is nothing
 * @param stamp what tells, without reading it, that it is the same; empty where nothing does
 */
public record Input(String digest, String stamp) {
    /** What is not there, or can't be told. */
    public static final Input NONE = new Input("", "");

    /** Makes an input of what is always read anew. */
    public static Input of(String digest) {
        return new Input(digest, "");
    }
}
