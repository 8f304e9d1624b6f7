package ckms.engine.install;

import ckms.engine.build.BuildSide;
import ckms.engine.host.Host;
import ckms.engine.state.StateDirectory;
import ckms.model.Cell;
import ckms.model.recipe.KernelModule;
import ckms.model.run.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The install side: what puts files below the destination, takes them back, and mends what was interrupted. */
public final class Installer {
    private final InstallSite site;
    private final ModuleSource source;

    /**
     * Installs below a destination.
     *
     * @param finalizes whether depmod is to run after a change there
     */
    public Installer(
            Host host, StateDirectory state, Records records, Path destdir, BuildSide buildSide, boolean finalizes) {
        this.site = new InstallSite(state, records, new Destination(destdir), buildSide, finalizes);
        this.source = new ModuleSource(host, state);
    }

    /** Installs a cell; what another version of the package, or an earlier installation, put there is replaced. */
    public Outcome install(InstallOrder order) throws IOException, InterruptedException {
        return new Installation(site, source, order).run();
    }

    /**
     * Takes back what was installed of a cell.
     *
     * @param modules what the recipe says, for what the original installed without a record
     * @param force whether files that changed since go too
     */
    public Outcome uninstall(Cell cell, List<KernelModule> modules, boolean force) throws IOException {
        return new Uninstallation(site, cell).run(modules, force);
    }

    /** Finishes or undoes what was interrupted, wherever it was. For each writer, before it does anything else. */
    public void recover() throws IOException {
        for (Intent intent : site.records().intents()) {
            InstallSite there = site.at(new Destination(intent.destdir()));
            Optional<Inventory> inventory = there.records().inventory(intent.cell());
            if (!intent.install()) {
                new Uninstallation(there, intent.cell()).goOn(intent);
            } else if (inventory.isPresent() && inventory.get().transaction().equals(intent.transaction())) {
                there.finish(intent, inventory.get());
            } else {
                there.undo(intent);
            }
        }
    }
}
