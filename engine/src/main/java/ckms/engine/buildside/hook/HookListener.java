package ckms.engine.buildside.hook;

import ckms.model.recipe.Hook;

/** Hears how a build gets on. */
public interface HookListener {
    /** A hook begins. */
    void hookStarted(Hook hook);

    /** Whether anybody hears what hooks print. */
    default boolean hearsOutput() {
        return true;
    }

    /** A hook printed something; the bytes are only good until this returns. */
    void output(byte[] bytes, int length);

    /** Hears nothing. */
    static HookListener none() {
        return new HookListener() {
            @Override
            public boolean hearsOutput() {
                return false;
            }

            @Override
            public void hookStarted(Hook hook) {
                // Nobody asked.
            }

            @Override
            public void output(byte[] bytes, int length) {
                // The log has it.
            }
        };
    }
}
