package ckms.engine.reconcile.plan;

import ckms.model.Diagnostic;
import ckms.model.plan.Plan;
import java.util.List;

/** What something that was asked for comes to on this host. */
public sealed interface Decision {
    /** There is something to do. */
    record Do(Plan plan) implements Decision {}

    /** It is so already. */
    record Already(String sentence) implements Decision {}

    /** It can't be done; at least one of the diagnostics is an error. */
    record Refused(List<Diagnostic> diagnostics) implements Decision {
        public Refused {
            diagnostics = List.copyOf(diagnostics);
        }
    }

    /** Refuses, for a reason that stands in no file. */
    static Decision refuse(String sentence) {
        return new Refused(List.of(Diagnostic.error("refused", sentence)));
    }
}
