package ckms.engine.installside;

import ckms.engine.host.Host;
import ckms.engine.host.process.Command;
import ckms.engine.host.process.Printed;
import ckms.model.Kernel;
import ckms.model.ShellCommand;
import ckms.model.plan.Finalizer;
import ckms.model.run.Failure;
import ckms.model.run.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Refreshes a kernel's initramfs, by the hook that the configuration names. */
public final class Initramfs {
    private final Host host;
    private final Path modules;
    private final Path hook;
    private final Records records;
    private final Duration limit;

    /**
     * Makes a runner of the hook on a host.
     *
     * @param modules the folder that the hook is run in
     * @param hook the program, which gets the caller's environment
     * @param records hold the marks that a refresh is due
     * @param limit the longest that the hook may run
     */
    public Initramfs(Host host, Path modules, Path hook, Records records, Duration limit) {
        this.host = host;
        this.modules = modules;
        this.hook = hook;
        this.records = records;
        this.limit = limit;
    }

    /**
     * Refreshes the initramfs of a kernel, and deletes the mark that this is due.
     *
     * @return a failure if the hook ended with another exit status than 0
     * @throws IOException if the hook can't be run or ran longer than it may, or the mark can't be deleted
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public Outcome refresh(Kernel kernel) throws IOException, InterruptedException {
        var command =
                new Command(List.of(hook.toString(), kernel.release()), modules, host.environment()).within(limit);
        Printed printed = host.processes().print(command);
        if (!printed.isGood()) {
            return new Outcome.Failed(Failure.of(
                    printed.kind(),
                    ShellCommand.of(hook, kernel.release()).quoted() + " ended with exit status " + printed.exit()
                            + "; refresh the initramfs by hand: " + printed.said()));
        }
        records.clearMark(kernel, Finalizer.INITRAMFS);
        return Outcome.done();
    }
}
