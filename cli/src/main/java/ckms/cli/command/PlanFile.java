package ckms.cli.command;

import ckms.cli.console.RefusedException;
import ckms.engine.report.document.PlanDocument;
import ckms.engine.report.document.SavedPlan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the file of a saved plan. */
final class PlanFile {
    /** In bytes; the plan of 100,000 cells fits. */
    private static final int LIMIT = 128 << 20;

    private PlanFile() {}

    static PlanDocument read(Path file) throws IOException, RefusedException {
        if (!Files.isRegularFile(file)) {
            throw new RefusedException(
                    Files.exists(file) ? file + " is no regular file" : "there is no saved plan " + file);
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LIMIT + 1);
            if (bytes.length > LIMIT) {
                throw new RefusedException(file + " is longer than any plan, " + (LIMIT >> 20) + " MiB");
            }
            return SavedPlan.read(file.toString(), new String(bytes, StandardCharsets.UTF_8));
        }
    }
}
