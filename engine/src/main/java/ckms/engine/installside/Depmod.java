package ckms.engine.installside;

import ckms.engine.host.Host;
import ckms.engine.host.Roots;
import ckms.engine.host.process.Command;
import ckms.engine.host.process.Printed;
import ckms.model.Kernel;
import ckms.model.ShellCommand;
import ckms.model.plan.Finalizer;
import ckms.model.run.Failure;
import ckms.model.run.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Brings a kernel's index of modules up to date, with depmod or with the hook that stands in for it. */
public final class Depmod {
    private final Host host;
    private final Roots roots;
    private final Optional<Path> hook;
    private final Records records;
    private final Duration limit;

    /**
     * Makes a runner of depmod on a host.
     *
     * @param roots the root file system whose kernels it is run for
     * @param hook the program that runs in place of depmod, with the caller's environment; empty if there is none
     * @param records hold the marks that depmod is due
     * @param limit the longest that the program may run
     */
    public Depmod(Host host, Roots roots, Optional<Path> hook, Records records, Duration limit) {
        this.host = host;
        this.roots = roots;
        this.hook = hook;
        this.records = records;
        this.limit = limit;
    }

    /**
     * Runs depmod, or its hook, for a kernel, and deletes the mark that this is due.
     *
     * @return a failure if the program ended with another exit status than 0
     * @throws IOException if the program can't be run or ran longer than it may, or the mark can't be deleted
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public Outcome run(Kernel kernel) throws IOException, InterruptedException {
        List<String> words = hook.isPresent() ? List.of(hook.get().toString(), kernel.release()) : depmod(kernel);
        if (hook.isPresent() || !roots.isOther()) {
            return outcome(kernel, print(words), new ShellCommand(words).quoted());
        }
        try (DepmodBase base = DepmodBase.of(kernel, roots)) {
            var based = new ArrayList<>(words);
            based.addAll(1, List.of("-b", base.folder().toString()));
            return outcome(kernel, print(based), new ShellCommand(words).quoted() + " for the root " + roots.root());
        }
    }

    private Printed print(List<String> words) throws IOException, InterruptedException {
        return host.processes().print(new Command(words, roots.modules(), host.environment()).within(limit));
    }

    private Outcome outcome(Kernel kernel, Printed printed, String command) throws IOException {
        if (!printed.isGood()) {
            return new Outcome.Failed(Failure.of(
                    printed.kind(), command + " ended with exit status " + printed.exit() + ": " + printed.said()));
        }
        records.clearMark(kernel, Finalizer.DEPMOD);
        return Outcome.done();
    }

    private List<String> depmod(Kernel kernel) throws IOException {
        var words = new ArrayList<>(List.of("depmod", "-a"));
        Path symbols = roots.systemMap(kernel.release());
        if (Files.isRegularFile(symbols)) {
            words.addAll(List.of("-F", symbols.toString()));
        }
        words.add(kernel.release());
        return words;
    }
}
