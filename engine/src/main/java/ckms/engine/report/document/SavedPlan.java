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

/** The text of a saved plan: JSON that ends with a SHA-256 digest of the plan, which shows if the text was edited. */
public final class SavedPlan {
    private static final String DIGEST = "digest";
    private static final Json JSON = DocumentJson.JSON;

    private SavedPlan() {}

    /** Returns the text of a plan; equal plans have the same text. */
    public static String text(PlanDocument plan) {
        String text = JSON.pretty(plan);
        String body = text.substring(0, text.lastIndexOf('}')).stripTrailing();
        return body + ",\n  \"" + DIGEST + "\" : \""
                + Digest.of(JSON.write(plan).getBytes(StandardCharsets.UTF_8)) + "\"\n}\n";
    }

    /**
     * Reads the text of a saved plan.
     *
     * @param name the name of the text in sentences
     * @throws IOException if the text is no plan, was edited, or has another major version of the format; the message
     *     is a sentence
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

    /**
     * Lists what shows that a plan was made for another place, a line each; empty if it was made for this one.
     *
     * @param plans the host that the plan is for
     */
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
