package ckms.cli.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.cli.real.RealHost.Run;
import ckms.model.CellState;
import ckms.model.Kernel;
import ckms.model.PackageId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A run over three real packages, of which one displaces the kernel's own module, and what has to hold once it is killed. */
final class KillTrial implements AutoCloseable {
    private static final String OWN = "the kernel's own";

    /** A package on this kernel alone. */
    private record RealPackage(PackageId id, String source, String hooks, List<String> modules) {}

    private static final List<RealPackage> PACKAGES = List.of(
            new RealPackage(
                    new PackageId("acpi-call", "1.2.2"), "acpi-call-1.2.2", RealHost.kbuild(), List.of("acpi_call")),
            new RealPackage(
                    new PackageId("tp-smapi", "0.43"),
                    "tp_smapi-0.43",
                    RealHost.kbuild("HDAPS=0"),
                    List.of("thinkpad_ec", "tp_smapi")),
            new RealPackage(
                    new PackageId("v4l2loopback", "0.12.7"),
                    "v4l2loopback-0.12.7",
                    "build = ${MAKE} KERNEL_DIR=${CKMS_KERNEL_HDRDIR} v4l2loopback.ko\n",
                    List.of("v4l2loopback")));

    final TrialRoot trial;
    private final Kernel kernel = new Kernel(RealHost.oldKernel(), "x86_64");
    private final Path state;
    private Path manifest;
    private Snapshot goal;
    private long millis;

    /** The packages are really built. */
    KillTrial(TrialRoot.Owner owner) throws IOException, InterruptedException {
        trial = new TrialRoot(owner);
        state = trial.root.state.root();
        Path folder = Files.createDirectories(trial.root.modules().resolve(kernel.release()));
        RealHost.addKernel(kernel.release(), kernel.release(), trial.root.root);
        Files.writeString(Files.createDirectories(folder.resolve("extra")).resolve("acpi_call.ko"), OWN);
        trial.save();
        var text = new StringBuilder();
        for (RealPackage one : PACKAGES) {
            text.append(listed(one, RealHost.source(one.source), one.hooks));
        }
        manifest = trial.manifest("really", text.toString());
        goal = undisturbed();
    }

    private String listed(RealPackage one, Path source, String hooks) throws IOException {
        Path recipe = trial.host.recipe(one.id.name(), one.id.version(), hooks, one.modules.toArray(String[]::new));
        return "  - {name: %s, version: '%s', source: %s, recipe: %s}\n"
                .formatted(one.id.name(), one.id.version(), source, recipe);
    }

    /** From now on a build takes what was built: all the rest is as before, and takes most of the time. */
    void buildsOnlyCopy() throws IOException, InterruptedException {
        var text = new StringBuilder();
        for (RealPackage one : PACKAGES) {
            Path finished = Files.createDirectories(trial.host.scratch.resolve("finished/" + one.id.name()));
            Path built = state.resolve(one.id.name() + "/" + one.id.version() + "/" + kernel.release() + "/x86_64");
            for (String module : one.modules) {
                Files.copy(built.resolve(module + ".ko"), finished.resolve(module + ".ko"));
            }
            text.append(listed(one, finished, "build = sleep 0.1\n"));
        }
        manifest = trial.manifest("copied", text.toString());
        goal = undisturbed();
    }

    private Snapshot undisturbed() throws IOException, InterruptedException {
        trial.goBack();
        long start = System.nanoTime();
        Run run = RealHost.run(Map.of(), words().toArray(String[]::new));
        assertEquals(0, run.code(), run.toString());
        millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        return trial.snapshot();
    }

    private List<String> words() {
        return trial.words("--no-cache", "apply", manifest.toString());
    }

    /** How long it takes where nothing is killed. */
    long millis() {
        return millis;
    }

    Process start() throws IOException, InterruptedException {
        trial.goBack();
        return trial.host.start(words());
    }

    /** The processes that build on this root, whoever started them. */
    Set<Long> builders() throws IOException {
        return processes("environ", "CKMS_STATEDIR=" + trial.root.root);
    }

    /** The processes that root started to build as the owner, and that have not ended. */
    Set<Long> workers() throws IOException {
        Set<Long> workers = processes("cmdline", "build-side");
        workers.retainAll(processes("cmdline", trial.host.scratch.toString()));
        return workers;
    }

    private static Set<Long> processes(String file, String text) throws IOException {
        var found = new HashSet<Long>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc"), "[1-9]*")) {
            for (Path process : all) {
                if (read(process.resolve(file)).contains(text)) {
                    found.add(Long.parseLong(process.getFileName().toString()));
                }
            }
        }
        return found;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException goneOrNotOurs) {
            return "";
        }
    }

    /** Each module is whole, old or new, and what is said to be installed is. */
    void isTruthful(String when) throws IOException {
        Map<String, String> now = trial.snapshot().modules();
        String own = path("acpi_call");
        now.forEach((path, content) -> assertTrue(
                content.equals(goal.modules().get(path))
                        || (path.equals(own)
                                && read(trial.root.modules().resolve(path)).equals(OWN)),
                when + ": " + path + " is " + content));
        for (RealPackage one : PACKAGES) {
            if (trial.state(one.id, kernel) == CellState.INSTALLED) {
                for (String module : one.modules) {
                    assertEquals(goal.modules().get(path(module)), now.get(path(module)), when + ": " + one.id);
                }
            }
        }
    }

    private String path(String module) {
        return kernel.release() + "/extra/" + module + ".ko";
    }

    /** The next run ends what still runs, and reaches all. */
    void isMendedByTheNextRun(String when) throws IOException, InterruptedException {
        trial.reach(manifest, when);
        assertEquals(Set.of(), builders(), when + ": runs on after the next run");
        assertEquals(Set.of(), trial.snapshot().unfinished(), when);
        assertEquals(goal, trial.snapshot(), when);
    }

    @Override
    public void close() throws IOException {
        trial.close();
    }
}
