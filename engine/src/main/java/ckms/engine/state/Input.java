package ckms.engine.state;

/**
 * Something that a build was made from.
 *
 * @param digest of its contents; empty where it is not known
 * @param stamp what tells, without reading it, that it is the same; empty where nothing does
 */
public record Input(String digest, String stamp) {}
