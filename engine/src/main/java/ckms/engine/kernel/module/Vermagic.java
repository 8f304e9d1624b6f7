package ckms.engine.kernel.module;

import ckms.engine.kernel.KernelConfig;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;

/**
 * The string by which a kernel recognises its modules: its release, then words for what changes the layout of its
 * structures. Source: {@code include/linux/vermagic.h}.
 *
 * @param text as a module has it
 * @param exact whether every word is known; otherwise only the release and the words of {@link #COMMON} are
 */
public record Vermagic(String text, boolean exact) {
    private static final Set<String> COMMON = Set.of("SMP", "preempt", "preempt_rt", "mod_unload", "modversions");

    /** Makes the vermagic of a kernel from that of one of its own modules. */
    public static Vermagic of(String ofOwnModule) {
        return new Vermagic(ofOwnModule, true);
    }

    /** Makes the vermagic of a kernel, as far as its release and its configuration tell. */
    public static Vermagic of(String release, KernelConfig config) {
        if (!config.isKnown()) {
            return new Vermagic(release, false);
        }
        var words = new StringJoiner(" ").add(release);
        if (config.yes("CONFIG_SMP")) {
            words.add("SMP");
        }
        if (config.yes("CONFIG_PREEMPT_RT")) {
            words.add("preempt_rt");
        } else if (config.yes("CONFIG_PREEMPT_BUILD") || config.yes("CONFIG_PREEMPT")) {
            words.add("preempt");
        }
        if (config.yes("CONFIG_MODULE_UNLOAD")) {
            words.add("mod_unload");
        }
        if (config.yes("CONFIG_MODVERSIONS")) {
            words.add("modversions");
        }
        return new Vermagic(words.toString(), false);
    }

    /** Returns the kernel's release, which is the first word. */
    public String release() {
        return text.strip().split(" ", 2)[0];
    }

    /**
     * Tells why a module with another vermagic does not fit this kernel.
     *
     * @param module the module's vermagic
     * @return the part of a sentence that gives the reason; empty if the module fits
     */
    public Optional<String> mismatch(String module) {
        return matches(new Vermagic(module, exact))
                ? Optional.empty()
                : Optional.of("it was built for '" + module.strip() + "', but the kernel is '" + text.strip() + "'");
    }

    private boolean matches(Vermagic module) {
        if (exact) {
            return module.text.strip().equals(text.strip());
        }
        boolean onlyRelease = text.equals(release());
        return module.release().equals(release())
                && (onlyRelease || module.common().equals(common()));
    }

    private Set<String> common() {
        var words = new HashSet<>(Arrays.asList(text.strip().split(" ", -1)));
        words.retainAll(COMMON);
        return words;
    }
}
