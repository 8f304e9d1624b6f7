package ckms.engine.buildside.hook;

import ckms.model.recipe.Hook;

/** Hears which hooks run, and what they print. */
public interface HookListener {
    /** Hears that a hook begins. */
    void hookStarted(Hook hook);

    /** Says whether anybody wants to hear what hooks print. */
    default boolean hearsOutput() {
        return true;
    }

    /**
     * Hears what a hook printed.
     *
     * @param bytes valid only until this method returns
     * @param length how many of the bytes were printed
     */
    void output(byte[] bytes, int length);

    /** Makes a listener that ignores everything. */
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
