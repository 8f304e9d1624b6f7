package ckms.model.plan;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a step does, as one word of the field, and what that means for other steps. */
public enum Action {
    ADD(Phase.REGISTERING),
    /** Adds what is added already anew. */
    REFRESH(Phase.REGISTERING),
    ADOPT(Phase.REGISTERING),
    DISABLE(Phase.GOING),
    UNINSTALL(Phase.GOING),
    CLEAN(Phase.GOING),
    ENABLE(Phase.COMING),
    BUILD(Phase.COMING),
    /** Builds what is built already. */
    REBUILD(Phase.COMING),
    INSTALL(Phase.COMING),
    /** Installs the version that is installed already. */
    REINSTALL(Phase.COMING),
    DEPMOD(Phase.FINISHING),
    REFRESH_INITRAMFS(Phase.FINISHING),
    REMOVE(Phase.UNREGISTERING),
    COLLECT(Phase.COLLECTING);

    private final Phase phase;

    Action(Phase phase) {
        this.phase = phase;
    }

    /** When, among the steps of a plan, something is done. */
    public enum Phase {
        /** On a package, before anything that comes to its cells. */
        REGISTERING,
        /** On a cell: something of it goes, after the same has gone of what depends on it. */
        GOING,
        /** On a cell: something comes to it, after the same has come to what it depends on. */
        COMING,
        /** On a kernel, after all that changes its modules. */
        FINISHING,
        /** On a package, after all that goes from its cells. */
        UNREGISTERING,
        /** On what belongs to nobody; waits for nothing, and nothing waits for it. */
        COLLECTING
    }

    /** When it is done. */
    public Phase phase() {
        return phase;
    }

    /** Whether it changes what modules a kernel finds, so that the kernel has to be finished after it. */
    public boolean changesModules() {
        return this == INSTALL || this == REINSTALL || this == UNINSTALL;
    }

    /** Whether it builds. */
    public boolean builds() {
        return this == BUILD || this == REBUILD;
    }

    /** Whether it installs. */
    public boolean installs() {
        return this == INSTALL || this == REINSTALL;
    }

    /** Reads the word; empty where it is none. */
    public static Optional<Action> parse(String word) {
        return Arrays.stream(values())
                .filter(action -> action.toString().equals(word))
                .findFirst();
    }

    /** The word, as it is printed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
