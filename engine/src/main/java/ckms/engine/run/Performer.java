package ckms.engine.run;

import ckms.model.plan.Step;
import ckms.model.run.Outcome;
import java.io.IOException;

/** Does single steps. */
public interface Performer {
    /** Does one step; what is expected to go wrong is an outcome, not an exception. */
    Outcome perform(Step step, RunListener listener) throws IOException, InterruptedException;
}
