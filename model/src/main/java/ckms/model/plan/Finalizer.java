package ckms.model.plan;

import java.util.Locale;

/** The things that must be brought up to date after a kernel's modules changed, in this order. */
public enum Finalizer {
    /** The index of modules, which depmod writes. */
    DEPMOD,
    /** The initramfs, which may hold modules. */
    INITRAMFS;

    /** The reason of a step that brings one up to date after changes of the same plan. */
    public static final String CHANGED = "modules changed";

    /** Returns the word as it is written and printed. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
