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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out which builds are not what would be built now, since something that they were made from changed. */
public final class InputChanges {
    private final Host host;
    private final Settings settings;
    /** What all packages of a kernel are made from is looked at once. */
    private final Map<KernelTree, Map<String, String>> kernels = new HashMap<>();

    /** Looks at that host. */
    public InputChanges(Host host, Settings settings) {
        this.host = host;
        this.settings = settings;
    }

    /** The cells that are wanted and built, of which an input changed, and which one. */
    public Map<Cell, String> find(Desired desired, Observed observed) throws IOException, InterruptedException {
        var changes = new HashMap<Cell, String>();
        for (DesiredPackage pkg : desired.packages()) {
            List<Cell> built = pkg.sourceExists() ? built(pkg, observed) : List.of();
            String source = built.isEmpty() ? "" : source(pkg.source().value());
            for (Cell cell : built) {
                change(cell, observed.kernel(cell.kernel()).orElseThrow(), source)
                        .ifPresent(input -> changes.put(cell, input + " changed"));
            }
        }
        return changes;
    }

    /** Unknown where it can't be read, which its build would tell. */
    private static String source(Path source) {
        try {
            return BuildInputs.source(source);
        } catch (IOException notReadable) {
            return "";
        }
    }

    private static List<Cell> built(DesiredPackage pkg, Observed observed) {
        return pkg.cells().stream()
                .filter(wanted -> wanted.state().reaches(CellState.BUILT))
                .map(DesiredCell::cell)
                .filter(cell -> observed.pkg(pkg.id()).built().contains(cell.kernel()))
                .filter(cell -> observed.kernel(cell.kernel())
                        .flatMap(KernelTree::headers)
                        .isPresent())
                .toList();
    }

    private Optional<String> change(Cell cell, KernelTree kernel, String source)
            throws IOException, InterruptedException {
        Optional<BuildRecord> record = BuildRecord.read(settings.state(), cell);
        if (record.isEmpty()) {
            return Optional.empty();
        }
        var now = new LinkedHashMap<>(Map.of("source", source));
        now.putAll(ofKernel(cell, kernel));
        return BuildInputs.change(record.get().inputs(), now);
    }

    private Map<String, String> ofKernel(Cell cell, KernelTree kernel) throws IOException, InterruptedException {
        Map<String, String> known = kernels.get(kernel);
        if (known == null) {
            Signing signing = Signing.of(host, kernel.build(), settings.signingKey());
            known = new BuildInputs(host, settings.buildOrder(cell.pkg(), kernel, keyDigest(signing))).ofKernel();
            kernels.put(kernel, known);
        }
        return known;
    }

    private static String keyDigest(Signing signing) {
        try {
            return signing.keyDigest();
        } catch (IOException notReadable) {
            return "";
        }
    }
}
