package ckms.engine.report.doctor;

import java.io.IOException;
import java.util.List;

/** A check of a host's state for one kind of fault. */
@FunctionalInterface
interface Check {
    /**
     * Lists what is wrong with the patient.
     *
     * @throws IOException if something can't be read; that is then the check's only finding
     * @throws InterruptedException if the thread is interrupted while the check waits
     */
    List<Finding> findings(Patient patient) throws IOException, InterruptedException;
}
