package ckms.model.plan;

import java.util.Locale;

/** What has to be brought up to date once a kernel's modules changed, in this order. */
public enum Finalizer {
    DEPMOD,
    INITRAMFS;

    /** The word for it, as it is written and printed. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
