package ckms.cli.render;

import ckms.model.plan.Step;
import java.util.List;

/** What a plan makes of a package or a cell, in the order of the summary. */
enum Change {
    INSTALL("+", "to install"),
    BUILD("+", "to build"),
    ADD("+", "to add"),
    REBUILD("-/+", "to rebuild"),
    REINSTALL("~", "to reinstall"),
    REFRESH("~", "to refresh"),
    REMOVE("-", "to remove"),
    BLOCKED("!", "blocked");

    private final String symbol;
    private final String words;

    Change(String symbol, String words) {
        this.symbol = symbol;
        this.words = words;
    }

    String symbol() {
        return symbol;
    }

    String words() {
        return words;
    }

    /** What the steps of one package or cell come to; the last one tells, but for a rebuild. */
    static Change of(List<Step> steps) {
        Step last = steps.get(steps.size() - 1);
        if (steps.stream().anyMatch(step -> step instanceof Step.Build build && build.again())) {
            return REBUILD;
        }
        if (last instanceof Step.Install install) {
            return install.again() ? REINSTALL : INSTALL;
        }
        if (last instanceof Step.Build) {
            return BUILD;
        }
        if (last instanceof Step.Add add) {
            return add.refresh() ? REFRESH : ADD;
        }
        return REMOVE;
    }
}
