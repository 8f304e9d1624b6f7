package ckms.engine.buildside.worker;

import ckms.engine.buildside.BuildSide;
import ckms.engine.buildside.LocalBuildSide;
import ckms.engine.host.Host;
import ckms.engine.host.process.Command;
import ckms.engine.host.process.MissingProgramException;
import ckms.engine.settings.Settings;
import ckms.engine.store.StateDirectory;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Opens the build side in this process, or, if root works on a state directory of another user, in a second ckms that
 * runs as that user, with no supplementary group, no way to gain privileges and no terminal.
 */
public final class BuildSides {
    private static final int ROOT = 0;

    private final Host host;
    private final List<String> worker;

    /**
     * Makes an opener of build sides on a host.
     *
     * @param worker the command that runs {@link Worker#serve}
     */
    public BuildSides(Host host, List<String> worker) {
        this.host = host;
        this.worker = List.copyOf(worker);
    }

    /**
     * Takes the state directory's lock, and opens the build side.
     *
     * @param holder who takes the lock, for others to read
     * @param waiting is told once who holds the lock, if the wait takes longer than a second
     * @throws ckms.engine.store.StateBusyException if another writer still holds the lock after the timeout
     * @throws IOException if this user may not write to the state directory, or no process can work as its owner
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public BuildSide open(Settings settings, String holder, Consumer<String> waiting)
            throws IOException, InterruptedException {
        StateDirectory state = settings.state();
        return !host.isRoot() || state.owner() == ROOT
                ? openHere(settings, holder, waiting)
                : openAsOwner(settings, holder, waiting);
    }

    private BuildSide openHere(Settings settings, String holder, Consumer<String> waiting)
            throws IOException, InterruptedException {
        try {
            return LocalBuildSide.open(host, settings.state(), holder, settings.lockTimeout(), waiting);
        } catch (AccessDeniedException e) {
            throw new IOException(
                    "you may not write to the state directory "
                            + settings.state().root() + "; run this as its owner, or as root",
                    e);
        }
    }

    private BuildSide openAsOwner(Settings settings, String holder, Consumer<String> waiting)
            throws IOException, InterruptedException {
        StateDirectory state = settings.state();
        var words = new ArrayList<>(asOwner(state));
        words.add("setsid");
        words.addAll(worker);
        var command = new Command(words, Path.of("/"), Map.of("PATH", host.path(), "LC_ALL", "C.UTF-8"));
        try {
            return WorkerBuildSide.open(
                    host.processes().converse(command), state, holder, settings.lockTimeout(), waiting);
        } catch (MissingProgramException e) {
            throw new IOException(
                    "root builds nothing itself, and to do it as the owner of " + state.root()
                            + " needs setpriv and setsid: " + e.getMessage(),
                    e);
        }
    }

    /**
     * Returns the beginning of a command line by which root runs a program as the owner of a state directory.
     *
     * @throws IOException if the directory belongs to the group root, or can't be looked at
     */
    public static List<String> asOwner(StateDirectory state) throws IOException {
        if (state.group() == ROOT) {
            throw new FileSystemException(
                    state.root().toString(),
                    null,
                    "belongs to the group root, as which nothing is built; give it to its owner's group with chgrp");
        }
        return List.of(
                "setpriv",
                "--reuid=" + state.owner(),
                "--regid=" + state.group(),
                "--clear-groups",
                "--no-new-privs",
                "--inh-caps=-all",
                "--ambient-caps=-all",
                "--bounding-set=-all");
    }
}
