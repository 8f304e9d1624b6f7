package ckms.engine.plan;

import ckms.engine.Settings;
import ckms.engine.build.BuildInputs;
import ckms.engine.host.Host;
import ckms.engine.kernel.KernelTree;
import ckms.engine.observe.Observed;
import ckms.engine.sign.Signing;
import ckms.engine.state.BuildRecord;
import ckms.model.Cell;
import ckms.model.CellState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Finds out which builds are not what would be built now, since something that they were made from changed. */
public final class InputChanges {
    private final Host host;
    private final Settings settings;

    /** Looks at that host. */
    public InputChanges(Host host, Settings settings) {
        this.host = host;
        this.settings = settings;
    }

    /** The cells that are wanted and built, of which an input changed, and which one. */
    public Map<Cell, String> find(Desired desired, Observed observed) throws IOException, InterruptedException {
        var changes = new HashMap<Cell, String>();
        for (DesiredPackage pkg : desired.packages()) {
            for (DesiredCell wanted : pkg.cells()) {
                Optional<KernelTree> kernel = observed.kernel(wanted.cell().kernel());
                boolean built =
                        observed.pkg(pkg.id()).built().contains(wanted.cell().kernel());
                if (built
                        && pkg.sourceExists()
                        && wanted.state().reaches(CellState.BUILT)
                        && kernel.flatMap(KernelTree::headers).isPresent()) {
                    change(wanted.cell(), kernel.get(), pkg.source().value())
                            .ifPresent(input -> changes.put(wanted.cell(), input + " changed"));
                }
            }
        }
        return changes;
    }

    private Optional<String> change(Cell cell, KernelTree kernel, Path source)
            throws IOException, InterruptedException {
        Optional<BuildRecord> record = BuildRecord.read(settings.state(), cell);
        if (record.isEmpty()) {
            return Optional.empty();
        }
        Signing signing = Signing.of(host, kernel.build(), settings.signingKey());
        var order = settings.buildOrder(cell.pkg(), kernel, signing.keyDigest());
        return BuildInputs.change(record.get().inputs(), new BuildInputs(host, order).digests(source));
    }
}
