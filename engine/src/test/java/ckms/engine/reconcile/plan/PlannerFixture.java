package ckms.engine.reconcile.plan;

import ckms.engine.fixture.FakeRoot;
import ckms.engine.fixture.HostModel;
import ckms.engine.fixture.ModelRecipe;
import ckms.engine.fixture.Wants;
import ckms.engine.reconcile.desired.Desired;
import ckms.engine.reconcile.desired.Scope;
import ckms.model.Cell;
import ckms.model.Kernel;
import ckms.model.Owner;
import ckms.model.PackageId;
import ckms.model.manifest.WantedState;
import ckms.model.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A host with two kernels, what is found on it, what is wanted of it, and the plan that comes of both. */
abstract class PlannerFixture {
    static final PackageId FOO = FakeRoot.FOO;
    static final Kernel OLD = FakeRoot.KERNEL;
    static final Kernel NEW = FakeRoot.OTHER_KERNEL;
    static final Cell CELL = FakeRoot.CELL;
    static final PackageId BAR = new PackageId("bar", "1");
    static final Owner TEST = new Owner("test");

    final HostModel host = new HostModel();
    final List<Wants> wanted = new ArrayList<>();
    ModelRecipe recipe = ModelRecipe.USUAL;

    PlannerFixture() {
        host.kernel(OLD, true);
        host.kernel(NEW, true);
    }

    void found(PackageId pkg, Set<Kernel> built, Set<Kernel> installed) {
        host.packages.put(pkg, new HostModel.Added(Wants.source(pkg), recipe, TEST, false));
        for (Kernel kernel : built) {
            var cell = new Cell(pkg, kernel);
            host.builds.put(cell, new HostModel.Build(host.inputs(cell, recipe.build(), List.of()), "", TEST));
        }
        for (Kernel kernel : installed) {
            installed(new Cell(pkg, kernel), recipe.target(new Cell(pkg, kernel)), "");
        }
    }

    void installed(Cell cell, String target, String damage) {
        host.installed.put(cell, new HostModel.Installed(TEST, "", List.of(target), recipe.initramfs(), damage));
    }

    Wants want(WantedState state, Kernel... on) {
        return want(FOO, state, on);
    }

    Wants want(PackageId pkg, WantedState state, Kernel... on) {
        var wants = new Wants(pkg).on(state, on);
        wants.recipe = recipe;
        wanted.add(wants);
        return wants;
    }

    Plan plan() {
        Desired desired = Wants.all(Set.of(), Scope.ALL, wanted);
        return Planner.plan(desired, host.situation(desired));
    }
}
