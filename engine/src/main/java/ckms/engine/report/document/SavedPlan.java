package ckms.engine.report.document;

import ckms.engine.host.files.Digest;
import ckms.engine.host.json.Json;
import ckms.engine.reconcile.Planning;
import ckms.engine.report.document.PlanDocument.HostDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A plan as JSON. It ends with a digest of all that stands before, which tells an edited one. */
public final class SavedPlan {
    private static final String DIGEST = "digest";
    private static final Json JSON = DocumentJson.JSON;

    private SavedPlan() {}

    /** Writes a plan; the same plan always as the same text. */
    public static String text(PlanDocument plan) {
        String text = JSON.pretty(plan);
        String body = text.substring(0, text.lastIndexOf('}')).stripTrailing();
        return body + ",\n  \"" + DIGEST + "\" : \""
                + Digest.of(JSON.write(plan).getBytes(StandardCharsets.UTF_8)) + "\"\n}\n";
    }

    /**
     * Reads a plan.
     *
     * @param name what the text is called in sentences
     * @throws IOException where the text is no plan, or was edited, or is of a newer format; the message is a sentence
     */
    public static PlanDocument read(String name, String text) throws IOException {
        try {
            String format = JSON.member(text, "format_version").orElse("");
            if (!JSON.member(text, "type").equals(Optional.of("plan")) || format.isEmpty()) {
                throw new IOException("it is no plan of ckms; make one with 'ckms plan --out FILE'");
            }
            if (!major(format).equals(major(DocumentJson.FORMAT))) {
                throw new IOException("it is of format " + format + ", and this ckms reads "
                        + major(DocumentJson.FORMAT) + ".x; plan again with this ckms");
            }
            String digest = Digest.of(JSON.without(text, DIGEST).getBytes(StandardCharsets.UTF_8));
            if (!JSON.member(text, DIGEST).equals(Optional.of(digest))) {
                throw new IOException(
                        "it was changed since it was made: its digest is not that of its text; plan again");
            }
            return JSON.read(text, PlanDocument.class);
        } catch (IOException notGood) {
            throw new IOException(name + " can't be used: " + notGood.getMessage(), notGood);
        }
    }

    private static String major(String version) {
        return version.split("\\.", 2)[0];
    }

    /** Tells what keeps a plan from being for this place, a line each; empty where nothing does. */
    public static List<String> strangeness(HostDocument plans, Planning.Place here) {
        var lines = new ArrayList<String>();
        compare("the root", plans.root(), here.root(), lines);
        compare("the state directory", plans.stateDirectory(), here.state(), lines);
        compare("the destination", plans.destination(), here.destdir(), lines);
        return lines;
    }

    private static void compare(String what, Path then, Path now, List<String> lines) {
        if (!then.equals(now)) {
            lines.add(what + " is " + then + " in the plan, and " + now + " here");
        }
    }
}
