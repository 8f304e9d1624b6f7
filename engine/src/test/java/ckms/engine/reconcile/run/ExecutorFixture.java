package ckms.engine.reconcile.run;

import ckms.engine.fixture.FakeRoot;
import ckms.engine.fixture.Silent;
import ckms.engine.fixture.Steps;
import ckms.model.Cell;
import ckms.model.PackageId;
import ckms.model.plan.Plan;
import ckms.model.plan.PlannedStep;
import ckms.model.plan.Step;
import ckms.model.run.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Plans of made-up steps, and executors that note what is performed and in which order. */
abstract class ExecutorFixture {
    static final Step BUILD = build("foo");
    static final Step INSTALL = Steps.install(FakeRoot.CELL);
    static final Step DEPMOD = Steps.depmod(FakeRoot.KERNEL);
    static final Step ELSEWHERE = build("bar");

    static final Outcome DONE = Outcome.done();

    final List<Step> performed = Collections.synchronizedList(new ArrayList<>());

    static Step build(String name) {
        return Steps.build(cell(name));
    }

    static Cell cell(String name) {
        return new Cell(new PackageId(name, "1.0"), FakeRoot.KERNEL);
    }

    static Plan plan(PlannedStep... steps) {
        return Plan.of(List.of(steps));
    }

    /** What a step comes to. */
    interface Doing {
        Outcome of(Step step, int jobs) throws IOException, InterruptedException;
    }

    Executor executor(int jobs, boolean failFast, Map<Step, Integer> seconds, Doing doing) {
        return new Executor(
                (step, given, listener) -> {
                    performed.add(step);
                    return doing.of(step, given);
                },
                new Silent(),
                new Schedule(jobs, failFast, step -> Duration.ofSeconds(seconds.getOrDefault(step, 1))));
    }
}
