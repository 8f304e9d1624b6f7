package ckms.model.manifest;

import java.util.List;

/** What a kernel without headers means for a cell that has to be built. */
public enum MissingHeaders {
    /** A failure where the kernel was named, a warning where it was matched. */
    BY_SELECTOR,
    /** A failure. */
    FAIL,
    /** A warning. */
    SKIP;

    /** What may be written in a manifest. */
    static final List<String> WORDS = List.of("fail", "skip");
}
