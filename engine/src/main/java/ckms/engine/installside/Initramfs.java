package ckms.engine.installside;

import ckms.engine.host.Host;
import ckms.engine.host.process.Command;
import ckms.engine.host.process.OutputSink;
import ckms.model.Kernel;
import ckms.model.plan.Finalizer;
import ckms.model.run.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Refreshes a kernel's initramfs by the hook that the host has for that. */
public final class Initramfs {
    private final Host host;
    private final Path modules;
    private final Path hook;
    private final Records records;
    private final Duration limit;

    /**
     * Refreshes by a hook, which gets the caller's whole environment.
     *
     * @param modules the folder that it is run in
     * @param limit the most that it may take
     */
    public Initramfs(Host host, Path modules, Path hook, Records records, Duration limit) {
        this.host = host;
        this.modules = modules;
        this.hook = hook;
        this.records = records;
        this.limit = limit;
    }

    /** Refreshes that of a kernel. */
    public Outcome refresh(Kernel kernel) throws IOException, InterruptedException {
        var out = new ByteArrayOutputStream();
        var command =
                new Command(List.of(hook.toString(), kernel.release()), modules, host.environment()).within(limit);
        int exit = host.processes().run(command, OutputSink.into(out));
        if (exit != 0) {
            return Outcome.failed("'" + hook + " " + kernel.release() + "' ended with exit status " + exit
                    + "; refresh the initramfs by hand: "
                    + out.toString(StandardCharsets.UTF_8).strip());
        }
        records.finalized(kernel, Finalizer.INITRAMFS);
        return new Outcome.Changed("");
    }
}
