package ckms.engine.report.document;

import ckms.engine.report.document.PlanDocument.StepDocument;
import ckms.model.plan.Action;
import java.util.List;

/** What a plan makes of a package or a cell, in the order of the summary. */
public enum Change {
    INSTALL("+", "to install"),
    BUILD("+", "to build"),
    ADD("+", "to add"),
    REPLACE("-/+", "to replace"),
    REBUILD("-/+", "to rebuild"),
    REINSTALL("~", "to reinstall"),
    REFRESH("~", "to refresh"),
    ADOPT("~", "to adopt"),
    ENABLE("~", "to enable"),
    DISABLE("-", "to disable"),
    REMOVE("-", "to remove"),
    BLOCKED("!", "blocked");

    private final String symbol;
    private final String words;

    Change(String symbol, String words) {
        this.symbol = symbol;
        this.words = words;
    }

    /** The sign at the beginning of its line. */
    public String symbol() {
        return symbol;
    }

    /** What the summary says of it, after a number. */
    public String words() {
        return words;
    }

    /**
     * Tells what the steps of one package or cell come to: what the last one does, but for what is built or installed
     * again.
     *
     * @throws IllegalArgumentException where they are a kernel's, or nobody's
     */
    public static Change of(List<StepDocument> steps) {
        if (steps.stream().anyMatch(step -> !step.replaces().isEmpty())) {
            return REPLACE;
        }
        if (steps.stream().anyMatch(step -> step.action() == Action.REBUILD)) {
            return REBUILD;
        }
        StepDocument last = steps.get(steps.size() - 1);
        return switch (last.action()) {
            case INSTALL -> INSTALL;
            case REINSTALL -> REINSTALL;
            case BUILD -> BUILD;
            case REBUILD -> REBUILD;
            case ADD -> ADD;
            case REFRESH -> REFRESH;
            case ADOPT -> ADOPT;
            case ENABLE -> ENABLE;
            case DISABLE -> DISABLE;
            case UNINSTALL, CLEAN, REMOVE -> REMOVE;
            case DEPMOD, REFRESH_INITRAMFS, COLLECT ->
                throw new IllegalArgumentException(last.id() + " is done to no package");
        };
    }
}
