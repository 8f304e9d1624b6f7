package ckms.engine.worker;

import ckms.engine.json.Json;
import ckms.model.run.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Requests and replies, one a line. */
final class Lines {
    private static final Json JSON = new Json(Request.class, Reply.class, Outcome.class);

    private final BufferedReader in;
    private final OutputStream out;

    Lines(InputStream in, OutputStream out) {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.out = out;
    }

    /** The next one; empty at the end. */
    <T> Optional<T> read(Class<T> type) throws IOException {
        String line = in.readLine();
        return line == null ? Optional.empty() : Optional.of(JSON.read(line, type));
    }

    synchronized void write(Object message) throws IOException {
        out.write((JSON.write(message) + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
