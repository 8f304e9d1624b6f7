package ckms.engine.buildside.worker;

import ckms.engine.host.json.Json;
import ckms.engine.inputs.Inputs;
import ckms.engine.store.RecordJson;
import ckms.model.recipe.Condition;
import ckms.model.run.Outcome;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Reads and writes messages and replies: each is a line with the number of its exchange and JSON. */
final class Lines {
    /** The most bytes in a line: more than the longest failure takes, which quotes 1 MiB of a program's output. */
    private static final int MOST = 8 << 20;

    private static final Json JSON = Json.forOurselves(
            List.of(Inputs.FORM, RecordJson.OWNER), Message.class, Reply.class, Outcome.class, Condition.class);

    private final InputStream in;
    private final OutputStream out;

    Lines(InputStream in, OutputStream out) {
        this.in = new BufferedInputStream(in);
        this.out = out;
    }

    /**
     * A message or a reply, and the number of its exchange.
     *
     * @param length how long its line is
     */
    record Numbered<T>(long exchange, T message, int length) {}

    /**
     * Reads the next line; empty at the end, which may be in the middle of a line if the writer was killed.
     *
     * @throws NotOursException if the line is none that a ckms writes
     */
    <T> Optional<Numbered<T>> read(Class<T> type) throws IOException {
        Optional<String> line = line();
        return line.isPresent() ? Optional.of(parse(line.get(), type)) : Optional.empty();
    }

    private static <T> Numbered<T> parse(String line, Class<T> type) throws NotOursException {
        int space = Math.max(0, line.indexOf(' '));
        try {
            long exchange = Long.parseLong(line.substring(0, space));
            T message = Objects.requireNonNull(JSON.read(line.substring(space + 1), type));
            return new Numbered<>(exchange, message, line.length());
        } catch (NumberFormatException noExchange) {
            throw new NotOursException("a line without the number of an exchange");
        } catch (IOException | RuntimeException malformed) {
            throw new NotOursException("a line that is no message");
        }
    }

    private Optional<String> line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0) {
                return Optional.empty();
            }
            if (line.size() == MOST) {
                throw new NotOursException("a line of more than " + (MOST >> 20) + " MiB");
            }
            line.write(read);
        }
        return Optional.of(line.toString(StandardCharsets.UTF_8));
    }

    static byte[] line(long exchange, Object message) {
        return (exchange + " " + JSON.write(message) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    synchronized void write(byte[] line) throws IOException {
        out.write(line);
        out.flush();
    }

    void write(long exchange, Object message) throws IOException {
        write(line(exchange, message));
    }
}
