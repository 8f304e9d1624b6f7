package ckms.engine.buildside.hook;

import ckms.engine.host.process.Command;
import ckms.engine.host.process.Processes;
import ckms.engine.host.process.TimeLimitException;
import ckms.model.run.Failure;
import ckms.model.run.FailureKind;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** Runs hooks, as the user of this process. */
public final class HookRun {
    /** The exit status of a shell if the signal {@code KILL} ended its program. */
    private static final int KILLED = 128 + 9;

    private final Processes processes;
    private final HookListener listener;

    /** Makes a runner of hooks; the listener hears what they print. */
    public HookRun(Processes processes, HookListener listener) {
        this.processes = processes;
        this.listener = listener;
    }

    /**
     * Runs a hook in a shell; nothing that it started runs on afterwards.
     *
     * @return why it failed; empty if it ended with exit status 0
     * @throws IOException if it can't be run, or its log can't be written or read
     * @throws InterruptedException if the thread is interrupted while it waits; the hook has been ended
     */
    public Optional<Failure> run(HookOrder order) throws IOException, InterruptedException {
        return run(order, List.of("/bin/sh", "-c", order.snippet()));
    }

    /**
     * Runs a hook by a given command; nothing that it started runs on afterwards.
     *
     * @param words the program and its arguments
     * @return why it failed; empty if it ended with exit status 0
     * @throws IOException if it can't be run, or its log can't be written or read
     * @throws InterruptedException if the thread is interrupted while it waits; the hook has been ended
     */
    public Optional<Failure> run(HookOrder order, List<String> words) throws IOException, InterruptedException {
        listener.hookStarted(order.hook());
        Files.createDirectories(order.log().getParent());
        var command = new Command(words, order.folder(), order.environment())
                .within(order.limit())
                .within(order.confinement());
        String name = "hook '" + order.hook().option() + "' ";
        try (var log = new HookLog(order.log(), listener)) {
            int exit = processes.run(command, log);
            return exit == 0 ? Optional.empty() : Optional.of(failed(order, name + "ended with exit status ", exit));
        } catch (TimeLimitException tooLong) {
            return Optional.of(new Failure(
                    FailureKind.TIME_LIMIT,
                    name + tooLong.reason(),
                    "",
                    order.log().toString()));
        }
    }

    private static Failure failed(HookOrder order, String beginning, int exit) throws IOException {
        FirstError first = FirstError.in(order.log(), order.folder());
        boolean killed = exit == KILLED
                && (first.kind() == FailureKind.OTHER || first.kind().isLasting());
        return new Failure(
                killed ? FailureKind.KILLED : first.kind(),
                beginning + exit,
                first.line(),
                order.log().toString());
    }
}
