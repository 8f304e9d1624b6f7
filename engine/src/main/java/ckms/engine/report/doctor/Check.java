package ckms.engine.report.doctor;

import java.io.IOException;
import java.util.List;

/** Looks for one sort of fault. What it can't look at ends it, and is a finding itself. */
@FunctionalInterface
interface Check {
    /** What is wrong with the patient. */
    List<Finding> findings(Patient patient) throws IOException, InterruptedException;
}
