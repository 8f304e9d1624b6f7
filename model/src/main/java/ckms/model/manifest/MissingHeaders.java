package ckms.model.manifest;

import java.util.List;

/** What a kernel without headers means for a cell that has to be built. */
public enum MissingHeaders {
    /** A failure if the manifest names the kernel, a warning if the kernel only matches. */
    BY_SELECTOR,
    /** A failure. */
    FAIL,
    /** A warning. */
    SKIP;

    /** The words that a manifest may write. */
    static final List<String> WORDS = List.of("fail", "skip");
}
