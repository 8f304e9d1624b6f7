package ckms.cli.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.cli.real.RealHost.Run;
import ckms.engine.fixture.FakeRoot;
import ckms.model.Kernel;
import ckms.model.PackageId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
class TogetherIT {
    private static final int PROCESSES = 8;
    private static final List<PackageId> PACKAGES =
            List.of(FakeRoot.FOO, new PackageId("bar", "2.0"), new PackageId("baz", "3.0"));
    private static final List<Kernel> KERNELS = List.of(FakeRoot.KERNEL, FakeRoot.OTHER_KERNEL);

    private RealHost host;
    private FakeRoot root;

    @BeforeEach
    void threePackagesAndTwoKernels() throws IOException, InterruptedException {
        host = new RealHost();
        root = new FakeRoot(Files.createDirectory(host.scratch.resolve("root")));
        for (Kernel kernel : KERNELS) {
            root.addKernel(kernel);
        }
        for (PackageId pkg : PACKAGES) {
            Path source = root.addSource(pkg, FakeRoot.COPIES, KERNELS.toArray(Kernel[]::new));
            for (String state : List.of("installed", "built", "absent")) {
                manifest(state);
            }
            assertTrue(Files.isDirectory(source));
        }
    }

    @AfterEach
    void remove() throws IOException {
        host.close();
    }

    private Path manifest(String state) throws IOException {
        var text = new StringBuilder("schema: 1\nname: t\npackages:\n");
        for (PackageId pkg : PACKAGES) {
            text.append("  - {name: %s, version: '%s', source: %s, kernels: installed, state: %s}\n"
                    .formatted(pkg.name(), pkg.version(), source(pkg), state));
        }
        return Files.writeString(host.scratch.resolve(state + ".yaml"), text);
    }

    private Path source(PackageId pkg) {
        return root.root.resolve("usr/src/" + pkg.name() + "-" + pkg.version());
    }

    private Run ckms(String... words) throws IOException, InterruptedException {
        var all = new ArrayList<>(
                List.of(host.launcher().toString(), "--root", root.root.toString(), "-q", "--lock-timeout", "1200"));
        all.addAll(List.of(words));
        return RealHost.run(Map.of("PATH", root.host.path()), all.toArray(String[]::new));
    }

    private Interleaving.Operation random(Random random) {
        PackageId pkg = PACKAGES.get(random.nextInt(PACKAGES.size()));
        int kernel = random.nextInt(KERNELS.size());
        String[] verbs = {"add", "build", "build", "install", "install", "uninstall", "clean", "remove"};
        String[] states = {"installed", "built", "absent"};
        return random.nextInt(8) == 0
                ? new Interleaving.Operation("apply", states[random.nextInt(states.length)], 0)
                : new Interleaving.Operation(verbs[random.nextInt(verbs.length)], pkg.name(), kernel);
    }

    private Run perform(Interleaving.Operation operation) throws IOException, InterruptedException {
        if (operation.verb().equals("apply")) {
            return ckms(
                    "apply", host.scratch.resolve(operation.object() + ".yaml").toString());
        }
        PackageId pkg = PACKAGES.stream()
                .filter(one -> one.name().equals(operation.object()))
                .findFirst()
                .orElseThrow();
        String release = KERNELS.get(operation.kernel()).release();
        return operation.verb().equals("add")
                ? ckms("add", source(pkg).toString())
                : ckms("-k", release, operation.verb(), pkg.toString());
    }

    private List<Interleaving.Done> process(long seed, int operations) throws IOException, InterruptedException {
        var random = new Random(seed);
        var done = new ArrayList<Interleaving.Done>();
        for (int i = 0; i < operations; i++) {
            Interleaving.Operation operation = random(random);
            Run run = perform(operation);
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
            long own = seed + i;
            Callable<List<Interleaving.Done>> process = () -> process(own, operations / PROCESSES);
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
            var end = new Interleaving.State(isAdded(pkg), level(pkg, 0), level(pkg, 1));
            assertTrue(
                    new Interleaving(pkg.name(), done).leadsTo(end),
                    "no order leads " + pkg + " to " + end + "; the seed is " + seed + ": " + done);
        }
        assertEquals(0, ckms("apply", manifest("installed").toString()).code());
        assertEquals(
                0,
                ckms("plan", "--detailed-exitcode", manifest("installed").toString())
                        .code());
        assertEquals(6, Snapshot.of(root.modules(), root.state.root()).modules().size());
    }

    private boolean isAdded(PackageId pkg) {
        return Files.exists(root.state.recipe(pkg));
    }

    private int level(PackageId pkg, int kernel) throws IOException, InterruptedException {
        String release = KERNELS.get(kernel).release();
        String out = RealHost.run(
                        Map.of("PATH", root.host.path()),
                        host.launcher().toString(),
                        "--root",
                        root.root.toString(),
                        "-k",
                        release,
                        "plain-status",
                        pkg.name())
                .out();
        boolean file = Files.exists(root.modules().resolve(release + "/extra/" + pkg.name() + ".ko"));
        assertEquals(file, out.endsWith(" installed\n"), pkg + " on " + release + ": " + out);
        return out.endsWith(" installed\n") ? 2 : out.endsWith(" built\n") ? 1 : 0;
    }

    @Test
    void someOperations() throws IOException, InterruptedException, ExecutionException {
        together(80);
    }

    @Tag("slow")
    @Test
    void aThousandOperations() throws IOException, InterruptedException, ExecutionException {
        together(1000);
    }
}
