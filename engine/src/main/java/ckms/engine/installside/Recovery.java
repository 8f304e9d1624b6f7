package ckms.engine.installside;

import ckms.engine.host.CleanUp;
import ckms.engine.host.files.FileProblem;
import ckms.engine.store.Settlement;
import ckms.model.Cell;
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
    private final Function<Path, InstallSite> sites;

    /**
     * Makes a recovery.
     *
     * @param sites finds the site for a destination
     */
    Recovery(Records records, Function<Path, InstallSite> sites) {
        this.records = records;
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
        InstallSite site = sites.apply(intent.destdir());
        site.destination().refuseUnlessRoots(Path.of(""));
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
