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

/** Runs hooks, as whoever runs this process. */
public final class HookRun {
    /** What a shell makes of the signal that nothing survives. */
    private static final int KILLED = 128 + 9;

    private final Processes processes;
    private final HookListener listener;

    /** Runs hooks with that listener hearing what they print. */
    public HookRun(Processes processes, HookListener listener) {
        this.processes = processes;
        this.listener = listener;
    }

    /** Runs one; tells why it failed, if it did. Nothing that it started runs on afterwards. */
    public Optional<Failure> run(HookOrder order) throws IOException, InterruptedException {
        return run(order, List.of("/bin/sh", "-c", order.snippet()));
    }

    /** The same, by those words. */
    public Optional<Failure> run(HookOrder order, List<String> words) throws IOException, InterruptedException {
        listener.hookStarted(order.hook());
        Files.createDirectories(order.log().getParent());
        var command = new Command(words, order.folder(), order.environment()).within(order.limit());
        String name = "hook '" + order.hook().option() + "' ";
        try (var log = new HookLog(order.log(), listener)) {
            int exit = processes.run(command, log);
            return exit == 0 ? Optional.empty() : Optional.of(failed(order, name + "ended with exit status ", exit));
        } catch (TimeLimitException tooLong) {
            return Optional.of(new Failure(
                    FailureKind.TIME_LIMIT,
                    name + tooLong.getMessage(),
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
