package ckms.engine.installside;

import ckms.engine.host.CleanUp;
import ckms.engine.host.files.FileProblem;
import ckms.engine.store.Settlement;
import ckms.model.Cell;
import ckms.model.ShellCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finishes or undoes what earlier writers were interrupted in. What can't be settled stays on record and concerns its
 * package on its kernel alone.
 */
final class Recovery {
    private final Records records;
    private final Path named;
    private final Function<Path, InstallSite> sites;

    /**
     * Makes a recovery.
     *
     * @param site the site of the destination that the user named
     * @param sites finds the site for a destination
     */
    Recovery(InstallSite site, Function<Path, InstallSite> sites) {
        this.records = site.records();
        this.named = site.destination().root();
        this.sites = sites;
    }

    /** Settles all that can be settled, and notes why the rest can't. */
    Settlement settleAll() throws IOException {
        var told = new ArrayList<String>();
        int settled = 0;
        for (Intent intent : records.intents().all()) {
            try {
                settle(intent, false).forEach(remark -> told.add(intent.cell() + ": " + remark));
                settled++;
            } catch (IOException | RuntimeException problem) {
                if (Thread.currentThread().isInterrupted()) {
                    throw problem;
                }
                told.add(noted(intent, problem).sentence());
            }
        }
        return new Settlement(settled, told);
    }

    /**
     * Finishes or undoes one intent.
     *
     * @param force whether it goes on without what can't be put back
     * @return remarks on it
     */
    List<String> settle(Intent intent, boolean force) throws IOException {
        if (records.isOutside(intent.destdir()) && !intent.destdir().equals(named)) {
            return leave(intent, force);
        }
        InstallSite site = sites.apply(intent.destdir());
        site.destination().refuseUnlessRoots(Path.of(""));
        site.destination().refuseLinks(intent.paths());
        Optional<Inventory> inventory = records.inventory(intent.cell());
        if (!intent.install()) {
            return new Uninstallation(site, intent.cell()).goOn(intent, force);
        }
        if (inventory.isPresent() && inventory.get().transaction().equals(intent.transaction())) {
            site.finish(intent, inventory.get());
            return List.of();
        }
        return site.undo(intent, force);
    }

    /** Leaves alone what is outside of the root whose records name it, and refuses unless that is what is asked for. */
    private List<String> leave(Intent intent, boolean force) throws IOException {
        if (!force) {
            throw new IOException(intent.destdir() + " is outside of the root that the record of it lies in; give -d "
                    + ShellCommand.of(intent.destdir()) + " if it is the destination that was meant");
        }
        records.intents().forget(intent);
        return List.of("left all as it is below " + intent.destdir());
    }

    /** Notes, after an error, why what was begun of a cell can't be settled, if anything of it is left. */
    void note(Cell cell, Throwable first) {
        CleanUp.after(first, () -> {
            boolean isInterrupted = Thread.currentThread().isInterrupted();
            Optional<Unsettled> left =
                    isInterrupted ? Optional.empty() : records.intents().unended(cell);
            if (left.isPresent()) {
                records.intents().note(new Unsettled(left.get().intent(), reason(first)));
            }
        });
    }

    private Unsettled noted(Intent intent, Exception problem) {
        var unsettled = new Unsettled(intent, reason(problem));
        CleanUp.after(problem, () -> records.intents().note(unsettled));
        return unsettled;
    }

    private static String reason(Throwable problem) {
        return FileProblem.in(problem).map(FileProblem::sentence).orElseGet(problem::toString);
    }
}
