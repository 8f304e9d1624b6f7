package ckms.model.plan;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kind of a step, as one word, and what the kind means for the order of steps. */
public enum Action {
    /** Registers a package. */
    ADD(Phase.REGISTERING, Effect.OTHER),
    /** Registers anew a package that is registered already. */
    REFRESH(Phase.REGISTERING, Effect.OTHER),
    /** Makes a manifest the owner of what is there. */
    ADOPT(Phase.REGISTERING, Effect.OTHER),
    /** Makes a marker that keeps a cell from being installed. */
    DISABLE(Phase.GOING, Effect.OTHER),
    /** Removes the installed modules of a cell. */
    UNINSTALL(Phase.GOING, Effect.UNINSTALLS),
    /** Removes the build of a cell. */
    CLEAN(Phase.GOING, Effect.OTHER),
    /** Removes the marker that keeps a cell from being installed. */
    ENABLE(Phase.COMING, Effect.OTHER),
    /** Builds a package for a kernel. */
    BUILD(Phase.COMING, Effect.BUILDS),
    /** Builds anew a cell that is built already. */
    REBUILD(Phase.COMING, Effect.BUILDS),
    /** Installs the build of a cell. */
    INSTALL(Phase.COMING, Effect.INSTALLS),
    /** Installs anew the version that is installed already. */
    REINSTALL(Phase.COMING, Effect.INSTALLS),
    /** Runs depmod for a kernel. */
    DEPMOD(Phase.FINISHING, Effect.OTHER),
    /** Refreshes the initramfs of a kernel. */
    REFRESH_INITRAMFS(Phase.FINISHING, Effect.OTHER),
    /** Removes what is registered of a package. */
    REMOVE(Phase.UNREGISTERING, Effect.OTHER),
    /** Removes files of ckms that are no longer needed. */
    COLLECT(Phase.COLLECTING, Effect.OTHER);

    private final Phase phase;
    private final Effect effect;

    Action(Phase phase, Effect effect) {
        this.phase = phase;
        this.effect = effect;
    }

    private enum Effect {
        BUILDS,
        INSTALLS,
        UNINSTALLS,
        OTHER
    }

    /** The time, among the steps of a plan, at which an action is done. */
    public enum Phase {
        /** The phase of a package before anything comes to its cells. */
        REGISTERING,
        /** The phase in which something of a cell is removed, after it is removed of the cells that depend on it. */
        GOING,
        /** The phase in which something comes to a cell, after it has come to the cells that the cell depends on. */
        COMING,
        /** The phase of a kernel after all changes of its modules. */
        FINISHING,
        /** The phase of a package after everything is removed from its cells. */
        UNREGISTERING,
        /** The phase of unneeded files, after all else has ended, well or not. */
        COLLECTING
    }

    /** Returns the phase in which the action is done. */
    public Phase phase() {
        return phase;
    }

    /** Says whether the action changes the modules that a kernel finds, so that a {@link Finalizer} has to follow. */
    public boolean changesModules() {
        return effect == Effect.INSTALLS || effect == Effect.UNINSTALLS;
    }

    /** Says whether the action builds. */
    public boolean builds() {
        return effect == Effect.BUILDS;
    }

    /** Says whether the action installs. */
    public boolean installs() {
        return effect == Effect.INSTALLS;
    }

    /** Reads the word of an action; empty if the text is none. */
    public static Optional<Action> parse(String word) {
        return Arrays.stream(values())
                .filter(action -> action.toString().equals(word))
                .findFirst();
    }

    /** Returns the word as it is printed, such as {@code refresh-initramfs}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
