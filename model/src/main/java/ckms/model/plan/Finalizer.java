package ckms.model.plan;

import java.util.Locale;

/** The things that must be brought up to date after a kernel's modules changed, in this order. */
public enum Finalizer {
    /** The index of modules, which depmod writes. */
    DEPMOD,
    /** The initramfs, which may hold modules. */
    INITRAMFS;

    /** Returns the word as it is written and printed. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
