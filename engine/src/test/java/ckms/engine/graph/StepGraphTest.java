package ckms.engine.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ckms.engine.fixture.FakeRoot;
import ckms.model.plan.PlannedStep;
import ckms.model.plan.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepGraphTest {
    private static final Step BUILD = new Step.Build(FakeRoot.CELL, false, "");
    private static final Step INSTALL = new Step.Install(FakeRoot.CELL, false, "");
    private static final Step DEPMOD = new Step.Depmod(FakeRoot.KERNEL, "");

    private final StepGraph graph = new StepGraph();

    @Test
    void onlyEdgesThatNoOthersImplyRemain() {
        List.of(DEPMOD, INSTALL, BUILD).forEach(graph::add);
        graph.order(BUILD, INSTALL);
        graph.order(INSTALL, DEPMOD);
        graph.order(BUILD, DEPMOD);
        assertEquals(
                List.of(
                        new PlannedStep(BUILD, List.of()),
                        new PlannedStep(INSTALL, List.of(BUILD)),
                        new PlannedStep(DEPMOD, List.of(INSTALL))),
                graph.steps());
    }

    @Test
    void stepsInNoOrderKeepTheOrderInWhichTheyWereAdded() {
        List.of(INSTALL, DEPMOD, BUILD).forEach(graph::add);
        assertEquals(
                List.of(INSTALL, DEPMOD, BUILD),
                graph.steps().stream().map(PlannedStep::step).toList());
    }

    @Test
    void aCircleIsRefused() {
        List.of(BUILD, INSTALL).forEach(graph::add);
        graph.order(BUILD, INSTALL);
        assertThrows(IllegalArgumentException.class, () -> graph.order(INSTALL, BUILD));
    }
}
