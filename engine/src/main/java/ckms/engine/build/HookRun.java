package ckms.engine.build;

import ckms.engine.process.Command;
import ckms.engine.process.Processes;
import ckms.model.run.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** Runs hooks, as whoever runs this process. */
public final class HookRun {
    private final Processes processes;
    private final BuildListener listener;

    /** Runs hooks with that listener hearing what they print. */
    public HookRun(Processes processes, BuildListener listener) {
        this.processes = processes;
        this.listener = listener;
    }

    /** Runs one; tells why it failed, if it did. */
    public Optional<Failure> run(HookOrder order) throws IOException, InterruptedException {
        listener.hookStarted(order.hook());
        Files.createDirectories(order.log().getParent());
        var command = new Command(List.of("/bin/sh", "-c", order.snippet()), order.folder(), order.environment());
        int exit;
        try (var log = new HookLog(order.log(), listener)) {
            exit = processes.run(command, log);
        }
        if (exit == 0) {
            return Optional.empty();
        }
        return Optional.of(new Failure(
                "hook '" + order.hook().option() + "' ended with exit status " + exit,
                FirstError.in(order.log(), order.folder()),
                order.log().toString()));
    }
}
