package ckms.engine.buildside.worker;

import ckms.engine.host.json.Json;
import ckms.engine.inputs.Inputs;
import ckms.engine.store.RecordJson;
import ckms.model.recipe.Condition;
import ckms.model.run.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Reads and writes messages and replies: each is a line with the number of its exchange and JSON. */
final class Lines {
    private static final Json JSON = Json.forOurselves(
            List.of(Inputs.FORM, RecordJson.OWNER), Message.class, Reply.class, Outcome.class, Condition.class);

    private final BufferedReader in;
    private final OutputStream out;

    Lines(InputStream in, OutputStream out) {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.out = out;
    }

    /** A message or a reply, and the number of its exchange. */
    record Numbered<T>(long exchange, T message) {}

    /** Reads the next line; empty at the end. */
    <T> Optional<Numbered<T>> read(Class<T> type) throws IOException {
        String line = in.readLine();
        if (line == null) {
            return Optional.empty();
        }
        int space = line.indexOf(' ');
        try {
            return Optional.of(new Numbered<>(
                    Long.parseLong(line.substring(0, Math.max(0, space))), JSON.read(line.substring(space + 1), type)));
        } catch (NumberFormatException noExchange) {
            throw new IOException("not a line of ours: " + line, noExchange);
        }
    }

    synchronized void write(long exchange, Object message) throws IOException {
        out.write((exchange + " " + JSON.write(message) + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
