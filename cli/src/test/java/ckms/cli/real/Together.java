package ckms.cli.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.cli.real.RealHost.Run;
import ckms.engine.fixture.FakeRoot;
import ckms.model.CellState;
import ckms.model.Kernel;
import ckms.model.PackageId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Eight processes at once do random things to one state directory. What each of them was told, and what is there in the
 * end, is what some order of all of it gives; and nobody waits for ever.
 */
abstract class Together {
    private static final int PROCESSES = 8;
    private static final List<PackageId> PACKAGES =
            List.of(FakeRoot.FOO, new PackageId("bar", "2.0"), new PackageId("baz", "3.0"));
    private static final List<Kernel> KERNELS = List.of(FakeRoot.KERNEL, FakeRoot.OTHER_KERNEL);
    private static final List<String> STATES = List.of("installed", "built", "absent");

    private final TrialRoot.Owner owner;
    private TrialRoot trial;

    Together(TrialRoot.Owner owner) {
        this.owner = owner;
    }

    @BeforeEach
    void threePackagesAndTwoKernels() throws IOException, InterruptedException {
        trial = new TrialRoot(owner, "bin");
        for (Kernel kernel : KERNELS) {
            trial.root.addKernel(kernel);
        }
        for (PackageId pkg : PACKAGES) {
            trial.root.addSource(pkg, FakeRoot.COPIES, KERNELS.toArray(Kernel[]::new));
        }
        for (String state : STATES) {
            var text = new StringBuilder();
            for (PackageId pkg : PACKAGES) {
                text.append("  - {name: %s, version: '%s', source: %s, kernels: installed, state: %s}\n"
                        .formatted(pkg.name(), pkg.version(), source(pkg), state));
            }
            trial.manifest(state, text.toString());
        }
        trial.save();
        trial.warmUp("apply", manifest("installed").toString());
        trial.goBack();
    }

    @AfterEach
    void remove() throws IOException {
        trial.close();
    }

    private Path manifest(String state) {
        return trial.host.scratch.resolve(state + ".yaml");
    }

    private Path source(PackageId pkg) {
        return trial.root.root.resolve("usr/src/" + pkg.name() + "-" + pkg.version());
    }

    /** The words before those that run ckms, for the process of a number. */
    List<String> as(int process) {
        return List.of();
    }

    /** The verbs that a process of a number may use; {@code apply} is among them. */
    List<String> verbs(int process) {
        return List.of("add", "build", "build", "install", "install", "uninstall", "clean", "remove", "apply");
    }

    private Interleaving.Operation random(Random random, int process) {
        List<String> verbs = verbs(process);
        String verb = verbs.get(random.nextInt(verbs.size()));
        return verb.equals("apply")
                ? new Interleaving.Operation(verb, STATES.get(random.nextInt(STATES.size())), 0)
                : new Interleaving.Operation(
                        verb, PACKAGES.get(random.nextInt(PACKAGES.size())).name(), random.nextInt(KERNELS.size()));
    }

    private Run perform(int process, Interleaving.Operation operation) throws IOException, InterruptedException {
        var words = new ArrayList<>(as(process));
        words.addAll(trial.words("--lock-timeout", "1200"));
        if (operation.verb().equals("apply")) {
            words.addAll(List.of("apply", manifest(operation.object()).toString()));
        } else {
            PackageId pkg = PACKAGES.stream()
                    .filter(one -> one.name().equals(operation.object()))
                    .findFirst()
                    .orElseThrow();
            words.addAll(
                    operation.verb().equals("add")
                            ? List.of("add", source(pkg).toString())
                            : List.of(
                                    "-k", KERNELS.get(operation.kernel()).release(), operation.verb(), pkg.toString()));
        }
        return RealHost.run(trial.environment(), words.toArray(String[]::new));
    }

    private List<Interleaving.Done> process(int number, long seed, int operations)
            throws IOException, InterruptedException {
        var random = new Random(seed);
        var done = new ArrayList<Interleaving.Done>();
        for (int i = 0; i < operations; i++) {
            Interleaving.Operation operation = random(random, number);
            Run run = perform(number, operation);
            assertTrue(List.of(0, 1, 4).contains(run.code()), operation + ": " + run);
            assertFalse(run.err().contains("fault in ckms"), operation + ": " + run);
            done.add(new Interleaving.Done(operation, run.code() == 0));
        }
        return done;
    }

    private void together(int operations) throws IOException, InterruptedException, ExecutionException {
        long seed = System.nanoTime();
        System.out.println("the seed is " + seed);
        ExecutorService all = Executors.newFixedThreadPool(PROCESSES);
        List<Future<List<Interleaving.Done>>> running = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            int number = i;
            Callable<List<Interleaving.Done>> process = () -> process(number, seed + number, operations / PROCESSES);
            running.add(all.submit(process));
        }
        var done = new ArrayList<List<Interleaving.Done>>();
        for (Future<List<Interleaving.Done>> process : running) {
            try {
                done.add(process.get(40, TimeUnit.MINUTES));
            } catch (TimeoutException deadlock) {
                throw new AssertionError("nobody gets on; the seed is " + seed, deadlock);
            }
        }
        all.shutdown();
        for (PackageId pkg : PACKAGES) {
            var end = new Interleaving.State(Files.exists(trial.root.state.recipe(pkg)), level(pkg, 0), level(pkg, 1));
            assertTrue(
                    new Interleaving(pkg.name(), done).leadsTo(end),
                    "no order leads " + pkg + " to " + end + "; the seed is " + seed + ": " + done);
        }
        trial.reach(manifest("installed"), "in the end");
        assertEquals(6, trial.snapshot().modules().size());
    }

    private int level(PackageId pkg, int kernel) throws IOException {
        CellState state = trial.state(pkg, KERNELS.get(kernel));
        String file = KERNELS.get(kernel).release() + "/extra/" + pkg.name() + ".ko";
        assertEquals(
                Files.exists(trial.root.modules().resolve(file)), state == CellState.INSTALLED, pkg + " is " + state);
        return switch (state) {
            case INSTALLED -> 2;
            case BUILT -> 1;
            default -> 0;
        };
    }

    @Test
    void someOperations() throws IOException, InterruptedException, ExecutionException {
        together(40);
    }

    @Tag("slow")
    @Test
    void fiveHundredOperations() throws IOException, InterruptedException, ExecutionException {
        together(500);
    }
}
