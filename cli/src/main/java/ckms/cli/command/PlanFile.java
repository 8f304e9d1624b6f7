package ckms.cli.command;

import ckms.cli.console.RefusedException;
import ckms.engine.host.files.GivenFile;
import ckms.engine.report.document.PlanDocument;
import ckms.engine.report.document.SavedPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Reads the file of a saved plan. */
final class PlanFile {
    /** In bytes; the plan of 100,000 cells fits. */
    private static final int LIMIT = 128 << 20;

    private PlanFile() {}

    static PlanDocument read(Path file) throws IOException, RefusedException {
        if (!GivenFile.exists(file)) {
            throw new RefusedException("there is no saved plan " + file);
        }
        return SavedPlan.read(file.toString(), new String(GivenFile.bytes(file, LIMIT), StandardCharsets.UTF_8));
    }
}
