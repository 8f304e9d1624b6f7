package ckms.engine.report.document;

import ckms.engine.report.document.PlanDocument.StepDocument;
import ckms.model.plan.Action;
import java.util.List;

/** What a plan does to a package or a cell, in the order of the summary. */
public enum Change {
    INSTALL("+", "to install"),
    BUILD("+", "to build"),
    ADD("+", "to add"),
    /** Installs a version in place of another. */
    REPLACE("-/+", "to replace"),
    REBUILD("-/+", "to rebuild"),
    REINSTALL("~", "to reinstall"),
    /** Registers a package anew that is registered already. */
    REFRESH("~", "to refresh"),
    /** Makes a package that is there the manifest's own. */
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

    /** Returns the sign at the beginning of the line. */
    public String symbol() {
        return symbol;
    }

    /** Returns the words that follow the number in the summary. */
    public String words() {
        return words;
    }

    /**
     * Finds the change that the steps of one package or cell make: a replacement or a rebuild if there is one among
     * them, or else what the last of them does.
     *
     * @param steps at least one
     * @throws IllegalArgumentException if the last step is on no package
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
