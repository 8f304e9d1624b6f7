package ckms.engine.reconcile.plan;

import ckms.model.plan.Plan;

/** What a verb comes to on this host. */
public sealed interface Verdict {
    /** There is something to do. */
    record Do(Plan plan) implements Verdict {}

    /** It is so already. */
    record Already(String sentence) implements Verdict {}

    /** It can't be done. */
    record Refused(String sentence) implements Verdict {}
}
