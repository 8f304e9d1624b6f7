package ckms.engine.installside;

import ckms.engine.host.Host;
import ckms.engine.host.process.Command;
import ckms.engine.host.process.Printed;
import ckms.model.Kernel;
import ckms.model.plan.Finalizer;
import ckms.model.run.Failure;
import ckms.model.run.Outcome;
import java.io.IOException;
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
        var command =
                new Command(List.of(hook.toString(), kernel.release()), modules, host.environment()).within(limit);
        Printed printed = host.processes().print(command);
        if (!printed.isGood()) {
            return new Outcome.Failed(Failure.of(
                    printed.kind(),
                    "'" + hook + " " + kernel.release() + "' ended with exit status " + printed.exit()
                            + "; refresh the initramfs by hand: " + printed.said()));
        }
        records.clearMark(kernel, Finalizer.INITRAMFS);
        return Outcome.done();
    }
}
