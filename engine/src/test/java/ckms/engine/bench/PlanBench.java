package ckms.engine.bench;

import ckms.engine.fixture.HostModel;
import ckms.engine.fixture.Wants;
import ckms.engine.reconcile.desired.Desired;
import ckms.engine.reconcile.desired.Scope;
import ckms.engine.reconcile.plan.Planner;
import ckms.engine.reconcile.plan.Situation;
import ckms.model.Kernel;
import ckms.model.PackageId;
import ckms.model.manifest.WantedState;
import ckms.model.plan.Plan;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Measures planning in the process: packages on 100 kernels, with up to three dependencies each, of which a fifth is
 * built. Run by {@code bin/bench}.
 */
public final class PlanBench {
    private static final int KERNELS = 100;
    private static final int ROUNDS = 5;
    private static final long SEED = 4;

    private PlanBench() {}

    /** Prints a line for each number of packages. */
    public static void main(String[] args) {
        PrintStream out = System.out;
        out.println("packages  kernels     cells     steps   first s    best s   heap MiB");
        double before = 0;
        for (int packages : new int[] {100, 1000}) {
            double best = measure(packages, out);
            if (before > 0) {
                out.printf("10 times the cells take %.1f times the time%n", best / before);
            }
            before = best;
        }
    }

    private static double measure(int packages, PrintStream out) {
        var host = new HostModel();
        Desired desired = generate(packages, host);
        Situation situation = host.situation(desired);
        double first = 0;
        double best = Double.MAX_VALUE;
        int steps = 0;
        for (int round = 0; round < ROUNDS; round++) {
            System.gc();
            long start = System.nanoTime();
            Plan plan = Planner.plan(desired, situation);
            double seconds = (System.nanoTime() - start) / 1e9;
            first = round == 0 ? seconds : first;
            best = Math.min(best, seconds);
            steps = plan.steps().size();
        }
        long used = (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20;
        out.printf(
                "%8d %8d %9d %9d %9.2f %9.2f %10d%n", packages, KERNELS, packages * KERNELS, steps, first, best, used);
        return best;
    }

    private static Desired generate(int packages, HostModel host) {
        var random = new Random(SEED);
        var kernels = new Kernel[KERNELS];
        for (int i = 0; i < KERNELS; i++) {
            kernels[i] = new Kernel("6." + i / 10 + "." + i % 10 + "-1-generic", "x86_64");
            host.kernel(kernels[i], true);
        }
        List<Wants> wants = new ArrayList<>();
        List<PackageId> before = new ArrayList<>();
        for (int i = 0; i < packages; i++) {
            var id = new PackageId(String.format("package-%04d", i), "1." + i);
            var wanted = new Wants(id).on(WantedState.INSTALLED, kernels);
            List<PackageId> dependencies = new ArrayList<>();
            for (int d = random.nextInt(4); d > 0 && !before.isEmpty(); d--) {
                PackageId dependency = before.get(random.nextInt(before.size()));
                if (!dependencies.contains(dependency)) {
                    dependencies.add(dependency);
                }
            }
            wanted.dependencies = dependencies;
            wants.add(wanted);
            before.add(id);
            if (i % 5 == 0) {
                host.packages.put(id, new HostModel.Added(Wants.source(id), wanted.recipe, wanted.owner, false));
            }
        }
        return Wants.all(Set.of(), Scope.ALL, wants);
    }
}
