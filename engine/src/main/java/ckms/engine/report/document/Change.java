package ckms.engine.report.document;

import ckms.engine.report.document.PlanDocument.StepDocument;
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

    /** What the steps of one package or cell come to; the last one tells, but for what is built or installed again. */
    public static Change of(List<StepDocument> steps) {
        StepDocument last = steps.get(steps.size() - 1);
        if (steps.stream().anyMatch(step -> !step.replaces().isEmpty())) {
            return REPLACE;
        }
        if (steps.stream().anyMatch(step -> step.action().equals("rebuild"))) {
            return REBUILD;
        }
        return switch (last.action()) {
            case "install" -> INSTALL;
            case "reinstall" -> REINSTALL;
            case "build" -> BUILD;
            case "add" -> ADD;
            case "refresh" -> REFRESH;
            case "adopt" -> ADOPT;
            case "enable" -> ENABLE;
            case "disable" -> DISABLE;
            default -> REMOVE;
        };
    }
}
