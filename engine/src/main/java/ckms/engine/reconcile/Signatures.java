package ckms.engine.reconcile;

import ckms.engine.buildside.sign.KeyCheck;
import ckms.engine.buildside.sign.Signing;
import ckms.engine.host.Host;
import ckms.engine.kernel.KernelTree;
import ckms.engine.reconcile.desired.Desired;
import ckms.engine.reconcile.observe.Observed;
import ckms.engine.settings.Settings;
import ckms.model.CellState;
import ckms.model.Diagnostic;
import ckms.model.Kernel;
import ckms.model.Severity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds out, before anything is built, which signatures are wished for in vain. A key that the user asked for and that
 * can't be used is an error; what is lacking for one of the kernels is a warning, once for each.
 */
final class Signatures {
    private static final String CODE = "signing";

    private final Host host;
    private final Settings settings;

    Signatures(Host host, Settings settings) {
        this.host = host;
        this.settings = settings;
    }

    /**
     * Lists what is wished for in vain of the modules that manifests want built.
     *
     * @throws IOException if the key, or a kernel's headers, can't be read
     * @throws InterruptedException if the thread is interrupted while it waits for openssl
     */
    List<Diagnostic> unmet(Desired desired, Observed observed) throws IOException, InterruptedException {
        SortedSet<Kernel> wanted = desired.packages().stream()
                .flatMap(pkg -> pkg.cells().stream())
                .filter(cell -> cell.state().level().reaches(CellState.BUILT))
                .map(cell -> cell.cell().kernel())
                .collect(Collectors.toCollection(TreeSet::new));
        return unmet(wanted.stream()
                .flatMap(kernel -> observed.kernel(kernel).stream())
                .toList());
    }

    /**
     * Lists what is wished for in vain if modules are built for some kernels.
     *
     * @throws IOException if the key, or a kernel's headers, can't be read
     * @throws InterruptedException if the thread is interrupted while it waits for openssl
     */
    List<Diagnostic> unmet(Collection<KernelTree> kernels) throws IOException, InterruptedException {
        Optional<String> unusable = kernels.isEmpty() ? Optional.empty() : complaint();
        if (unusable.isPresent()) {
            return List.of(Diagnostic.error(CODE, unusable.get()));
        }
        var warnings = new ArrayList<Diagnostic>();
        for (KernelTree kernel : kernels) {
            if (kernel.headers().isPresent()) {
                Signing.of(host, kernel, settings.signingKey())
                        .unmet()
                        .ifPresent(unmet -> warnings.add(warning(kernel, unmet)));
            }
        }
        return warnings;
    }

    private Optional<String> complaint() throws IOException, InterruptedException {
        if (settings.signingKey().isEmpty()) {
            return Optional.empty();
        }
        var key = settings.signingKey().get();
        return new KeyCheck(host).complaint(key).map(key::sentence);
    }

    private static Diagnostic warning(KernelTree kernel, String unmet) {
        String sentence = "the kernel " + kernel.kernel().release() + " " + unmet;
        return new Diagnostic(Severity.WARNING, Optional.empty(), CODE, sentence);
    }
}
