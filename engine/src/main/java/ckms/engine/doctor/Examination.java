package ckms.engine.doctor;

import ckms.engine.Settings;
import ckms.engine.doctor.Finding.Kind;
import ckms.engine.files.FileProblem;
import ckms.engine.host.Host;
import ckms.engine.install.Finalizer;
import ckms.engine.install.InstalledFile;
import ckms.engine.install.Inventory;
import ckms.engine.install.Records;
import ckms.engine.observe.Observed;
import ckms.engine.observe.Observer;
import ckms.engine.state.BuildLogs;
import ckms.engine.state.ObservedPackage;
import ckms.model.Cell;
import ckms.model.Kernel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks for what is wrong on a host; changes nothing. What it can't read is a finding too. */
public final class Examination {
    private static final int ROOT = 0;

    private final Host host;
    private final Settings settings;
    private final List<Records> records;
    private final List<Finding> findings = new ArrayList<>();

    /** Examines that host; the records are wherever something may be on record. */
    public Examination(Host host, Settings settings, List<Records> records) {
        this.host = host;
        this.settings = settings;
        this.records = List.copyOf(records);
    }

    /** What it found, the worst first; always in the same order. */
    public record Result(List<Finding> findings, Optional<Observed> observed) {
        public Result {
            findings = List.copyOf(findings);
        }

        /** Whether something is wrong. */
        public boolean hasProblems() {
            return findings.stream().anyMatch(finding -> finding.kind().severity() == Finding.Severity.PROBLEM);
        }
    }

    /** Looks at everything. */
    public Result examine(Observer observer) {
        programs();
        Optional<Observed> observed = Optional.empty();
        try {
            stateDirectory();
            for (Records place : records) {
                damaged(place);
                place.interrupted()
                        .forEach(cell -> add(
                                Kind.INTERRUPTED,
                                cell.toString(),
                                "a run ended in the middle of it",
                                "ckms doctor --fix"));
            }
            observed = Optional.of(observer.observe());
            packages(observed.get());
            installed(observed.get());
            kernels(observed.get());
            new ModuleFolders(settings.roots().modules(), settings.destdir(), observed.get(), this::add).examine();
        } catch (IOException notReadable) {
            unreadable(FileProblem.sentence(notReadable));
        } catch (UncheckedIOException notReadable) {
            unreadable(FileProblem.sentence(notReadable.getCause()));
        }
        findings.sort(Comparator.comparing(Finding::kind).thenComparing(Finding::subject));
        return new Result(findings, observed);
    }

    private void add(Kind kind, String subject, String what, String mend) {
        findings.add(new Finding(kind, subject, what, mend));
    }

    /** A damaged record has been found as such already, and that is why. */
    private void unreadable(String sentence) {
        if (findings.stream().noneMatch(finding -> finding.kind() == Kind.RECORD_DAMAGED)) {
            add(Kind.STATE_DIRECTORY, settings.state().root().toString(), sentence, "make it readable");
        }
    }

    private void programs() {
        Map<String, String> needed = new HashMap<>(
                Map.of("make", "make", "gcc", "gcc", "strip", "binutils", "depmod", "kmod", "mkfifo", "coreutils"));
        if (host.isRoot()) {
            needed.put("setpriv", "util-linux");
        }
        needed.forEach((program, pkg) -> {
            if (!host.has(program)) {
                add(
                        Kind.PROGRAM_MISSING,
                        program,
                        "is not in PATH",
                        "install it; on Debian, with 'apt-get install " + pkg + "'");
            }
        });
    }

    private void stateDirectory() throws IOException {
        String state = settings.state().root().toString();
        boolean anothers = settings.state().owner() != ROOT;
        if (host.isRoot() && anothers && settings.state().group() == ROOT) {
            add(
                    Kind.STATE_DIRECTORY,
                    state,
                    "belongs to the group root, as which nothing is built",
                    "give it to its owner's group with chgrp");
        }
        if (!host.isRoot() && settings.state().owner() != host.user()) {
            add(Kind.STATE_DIRECTORY, state, "belongs to somebody else", "run ckms as its owner, or as root");
        }
    }

    private void damaged(Records place) throws IOException {
        for (String sentence : place.damaged()) {
            add(
                    Kind.RECORD_DAMAGED,
                    place.root().toString(),
                    sentence,
                    "move the file away; then uninstall and install what it was about");
        }
    }

    private void packages(Observed observed) throws IOException {
        for (ObservedPackage pkg : observed.all()) {
            String id = pkg.id().toString();
            if (pkg.source().isPresent() && !pkg.sourceExists()) {
                add(
                        Kind.SOURCE_GONE,
                        id,
                        "its source " + pkg.source().get() + " is not there",
                        "put it back, or remove the package: ckms clean, then ckms remove " + id);
            }
            if (pkg.recipe().isEmpty() && pkg.isAdded()) {
                add(Kind.RECIPE_GONE, id, "it has no recipe any more", "ckms remove " + id + ", and add it again");
            }
            for (Kernel kernel : pkg.installed()) {
                if (!pkg.built().contains(kernel)) {
                    add(
                            Kind.DANGLING,
                            new Cell(pkg.id(), kernel).toString(),
                            "the link that says it is installed leads to a build that is gone",
                            "ckms -k " + kernel.release() + " build " + id + ", and then install; or uninstall");
                }
            }
        }
        observed.failures()
                .forEach((cell, failed) -> add(
                        Kind.BUILD_FAILED,
                        cell.toString(),
                        failed.failure().detail().isEmpty()
                                ? failed.failure().sentence()
                                : failed.failure().detail(),
                        "ckms log " + cell + "; ckms apply --retry"));
        for (Cell cell : new BuildLogs(settings.state()).staged()) {
            if (!observed.failures().containsKey(cell)) {
                add(
                        Kind.STAGE_LEFT,
                        cell.toString(),
                        "a build of it failed or was ended",
                        "ckms log " + cell + "; " + "ckms -k " + cell.kernel().release() + " clean " + cell.pkg());
            }
        }
    }

    private void installed(Observed observed) {
        observed.damage()
                .forEach((cell, what) -> add(
                        Kind.DAMAGED,
                        cell.toString(),
                        what,
                        "ckms apply; or ckms -k " + cell.kernel().release() + " install " + cell.pkg()));
        Map<String, Cell> owners = new HashMap<>();
        for (Inventory inventory : observed.inventories().values()) {
            for (InstalledFile file : inventory.files()) {
                Cell other = owners.putIfAbsent(file.path(), inventory.cell());
                if (other != null) {
                    add(
                            Kind.FILE_OF_TWO,
                            file.path(),
                            "is recorded for " + other + " and for " + inventory.cell(),
                            "uninstall both, and install the one that is to have it");
                }
            }
        }
        for (Cell cell : observed.markers().keySet()) {
            if (observed.pkg(cell.pkg()).installed().contains(cell.kernel())) {
                add(
                        Kind.DISABLED,
                        cell.toString(),
                        "is installed, and a marker in ckms-disable says that it is not to be",
                        "ckms -k " + cell.kernel().release() + " uninstall " + cell.pkg() + "; or delete the marker");
            }
        }
    }

    private void kernels(Observed observed) {
        observed.unfinished()
                .forEach((kernel, finalizers) -> add(
                        Kind.UNFINISHED, kernel.toString(), words(finalizers) + " did not run", "ckms doctor --fix"));
        observed.all()
                .forEach(pkg -> pkg.built().stream()
                        .filter(kernel -> observed.kernel(kernel).isEmpty())
                        .forEach(kernel -> add(
                                Kind.KERNEL_GONE,
                                new Cell(pkg.id(), kernel).toString(),
                                "is built for a kernel that is not there",
                                "ckms gc")));
    }

    private static String words(Set<Finalizer> finalizers) {
        return String.join(
                " and ",
                finalizers.stream()
                        .sorted()
                        .map(finalizer -> finalizer == Finalizer.DEPMOD
                                ? "depmod"
                                : "the refresh of the " + finalizer.name().toLowerCase(Locale.ROOT))
                        .toList());
    }
}
