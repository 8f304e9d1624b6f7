package ckms.engine.install;

import java.util.Locale;

/** What has to be brought up to date once a kernel's modules changed, in this order. */
public enum Finalizer {
    DEPMOD,
    INITRAMFS;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
