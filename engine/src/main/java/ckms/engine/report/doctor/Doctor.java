package ckms.engine.report.doctor;

import ckms.engine.host.Host;
import ckms.engine.host.files.FileProblem;
import ckms.engine.installside.Records;
import ckms.engine.installside.RecordsFolder;
import ckms.engine.installside.RecordsSurvey;
import ckms.engine.kernel.KernelTree;
import ckms.engine.kernel.KernelTrees;
import ckms.engine.settings.Settings;
import ckms.engine.store.LockHolder;
import ckms.engine.store.StateSurvey;
import ckms.engine.store.StoredRecipes;
import ckms.model.Machine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds out what is wrong with a host's state. It takes no lock, changes nothing, and reports what it can't read. */
public final class Doctor {
    private static final List<Check> CHECKS = List.of(
            new RecordCheck(),
            new PermissionCheck(),
            new UnendedCheck(),
            new InstalledCheck(),
            new BuiltCheck(),
            new KeptCopyCheck(),
            new PackageCheck(),
            new KernelCheck(),
            new ToolCheck(),
            new SigningCheck(),
            new SandboxCheck(),
            new ModuleFileCheck(),
            new UnfinishedFileCheck());

    private final Host host;
    private final Settings settings;
    private final Machine machine;

    /**
     * Makes a doctor for a host.
     *
     * @param machine the machine, and the kernel that runs on it
     */
    public Doctor(Host host, Settings settings, Machine machine) {
        this.host = host;
        this.settings = settings;
        this.machine = machine;
    }

    /**
     * Examines the host with every check. Unfinished work of a writer that runs at the same time is not examined.
     *
     * @return the result; what a check can't read is a finding in it
     * @throws IOException if a kernel's folder, or the owner of the state directory or of root's records,
     *     can't be looked at
     * @throws InterruptedException if the thread is interrupted while a check waits
     */
    public Examination examine() throws IOException, InterruptedException {
        return examine(false);
    }

    /**
     * Examines the host for a caller that holds the writer's lock, so that all unfinished work counts as interrupted.
     *
     * @return the result; what a check can't read is a finding in it
     * @throws IOException if the host can't be looked at, as for {@link #examine()}
     * @throws InterruptedException if the thread is interrupted while a check waits
     */
    public Examination examineWithin() throws IOException, InterruptedException {
        return examine(true);
    }

    private Examination examine(boolean isWriter) throws IOException, InterruptedException {
        var findings = new ArrayList<Finding>();
        var trees = new KernelTrees(settings.roots());
        List<KernelTree> kernels = List.of();
        try {
            kernels = trees.installed(machine.name());
        } catch (IOException problem) {
            findings.add(unreadable(problem));
        }
        List<Path> folders = RecordsFolder.reliable(host, settings.state());
        List<Records> places = folders.stream()
                .map(folder -> new Records(folder, settings.roots()))
                .toList();
        StateSurvey state = StateSurvey.of(settings.state());
        var patient = new Patient(
                host,
                settings,
                kernels,
                machine,
                trees.tree(machine.any(kernels.stream().map(KernelTree::kernel).toList())),
                state,
                places,
                RecordsSurvey.of(places),
                new StoredRecipes(settings.state()),
                isWriter ? Optional.empty() : writer(folders, findings));
        for (Check check : CHECKS) {
            findings.addAll(findings(check, patient));
        }
        return new Examination(
                patient.state().packages().size(),
                kernels.size(),
                findings.stream().distinct().sorted().toList());
    }

    private static List<Finding> findings(Check check, Patient patient) throws InterruptedException {
        try {
            return check.findings(patient);
        } catch (IOException problem) {
            return List.of(unreadable(problem));
        } catch (UncheckedIOException problem) {
            return List.of(unreadable(problem.getCause()));
        } catch (DirectoryIteratorException problem) {
            return List.of(unreadable(problem.getCause()));
        }
    }

    private Optional<String> writer(List<Path> folders, List<Finding> findings) {
        var all = new ArrayList<Path>(folders);
        all.add(settings.state().own());
        try {
            for (Path folder : all) {
                Optional<String> holder = LockHolder.of(folder);
                if (holder.isPresent()) {
                    return holder;
                }
            }
        } catch (IOException problem) {
            findings.add(unreadable(problem));
        }
        return Optional.empty();
    }

    private static Finding unreadable(IOException problem) {
        return Finding.of(
                FindingKind.UNREADABLE,
                "files",
                "can't be read: " + FileProblem.sentence(problem),
                "What depends on them was not examined.",
                "look at them as root; 'ls -ld' tells who owns them");
    }
}
