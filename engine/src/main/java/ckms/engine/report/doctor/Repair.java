package ckms.engine.report.doctor;

import ckms.model.Cell;
import ckms.model.Kernel;
import ckms.model.plan.Finalizer;
import ckms.model.plan.Step;
import java.nio.file.Path;

/** What mends a finding and can do no harm. */
public sealed interface Repair {
    /** What any writer does before all else: finishes or undoes what another one was interrupted in. */
    record Recovery() implements Repair {}

    /** A step that was left undone. */
    record Late(Step step) implements Repair {}

    /** Takes away the link to what is not there. */
    record Unlink(Cell cell) implements Repair {}

    /** Takes away the mark of a kernel that is not there. */
    record Unmark(Kernel kernel, Finalizer finalizer) implements Repair {}

    /** Deletes a file that ckms left half written. */
    record Delete(Path file) implements Repair {}
}
