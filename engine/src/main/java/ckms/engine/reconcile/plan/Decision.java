package ckms.engine.reconcile.plan;

import ckms.model.Diagnostic;
import ckms.model.plan.Plan;
import java.util.List;

/** What a command comes to on this host: a plan, nothing to do, or a refusal. */
public sealed interface Decision {
    /**
     * A decision with something to do.
     *
     * @param warnings what is worth knowing before it is done
     */
    record Do(Plan plan, List<Diagnostic> warnings) implements Decision {
        /** Makes a decision with a copy of the warnings. */
        public Do {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * A decision that there is nothing to do.
     *
     * @param sentence says so
     */
    record Already(String sentence) implements Decision {}

    /**
     * A decision that it can't be done.
     *
     * @param diagnostics the reasons; at least one of them is an error
     */
    record Refused(List<Diagnostic> diagnostics) implements Decision {
        /** Makes a refusal with a copy of the diagnostics. */
        public Refused {
            diagnostics = List.copyOf(diagnostics);
        }
    }

    /** Makes a refusal for a reason that is not in a file. */
    static Decision refuse(String sentence) {
        return new Refused(List.of(Diagnostic.error("refused", sentence)));
    }
}
