package ckms.engine.buildside;

import ckms.engine.host.Host;
import ckms.engine.host.process.Command;
import ckms.engine.host.process.Printed;
import ckms.engine.host.process.Sandbox;
import ckms.model.recipe.Condition;
import ckms.model.run.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Evaluates the conditions of a recipe after its build, in the build folder and with the environment of its hooks. */
final class Conditions {
    private static final int YES = 0;
    private static final int NO = 1;

    private final Host host;
    private final Path build;
    private final Map<String, String> environment;
    private final BuildOrder order;

    Conditions(Host host, Path build, Map<String, String> environment, BuildOrder order) {
        this.host = host;
        this.build = build;
        this.environment = environment;
        this.order = order;
    }

    /** Says whether a condition holds; {@code what} names it in the sentence if that can't be told. */
    boolean holds(Condition condition, String what) throws IOException, InterruptedException, BuildFailedException {
        if (!(condition instanceof Condition.Shell shell)) {
            return ((Condition.Fixed) condition).holds();
        }
        var command = new Command(List.of("/bin/sh", "-c", shell.expression()), build, environment)
                .within(order.hookTimeout())
                .within(order.confinement());
        Printed printed = host.processes().print(command);
        int exit = printed.exit();
        if (exit == YES || (exit == NO && !Sandbox.failed(printed))) {
            return exit == YES;
        }
        String said = printed.said();
        throw new BuildFailedException(Failure.of(
                printed.kind(),
                what + ": 'sh: " + shell.expression().replaceAll("\\s+", " ")
                        + "' ended with exit status " + exit + ", which is neither 0, for yes, nor 1, for no"
                        + (said.isEmpty() ? "" : ": " + said)));
    }
}
