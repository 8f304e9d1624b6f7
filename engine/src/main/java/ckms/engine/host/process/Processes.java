package ckms.engine.host.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Runs the programs that ckms relies on. */
public interface Processes {
    /**
     * Runs a process to its end.
     *
     * @param output takes its standard output, and its standard error unless it is a filter, as they come
     * @return its exit status; 128 and more where a signal ended it
     * @throws MissingProgramException where there is no such program
     * @throws TimeLimitException where it took longer than it may
     * @throws IOException where it could not be started, or its output not be taken
     * @throws InterruptedException when this thread was interrupted; the process and all it started are ended then
     */
    int run(Command command, OutputSink output) throws IOException, InterruptedException;

    /**
     * Runs a process that prints little to its end.
     *
     * @throws MissingProgramException where there is no such program
     * @throws TimeLimitException where it took longer than it may
     * @throws IOException where it could not be started
     * @throws InterruptedException when this thread was interrupted; the process and all it started are ended then
     */
    default Printed print(Command command) throws IOException, InterruptedException {
        var out = new ByteArrayOutputStream();
        int exit = run(
                command,
                (bytes, length) -> out.write(bytes, 0, Math.min(length, Math.max(0, Printed.LIMIT - out.size()))));
        return new Printed(exit, out.toString(StandardCharsets.UTF_8));
    }

    /**
     * Starts a process that this one talks to; its standard error is this one's.
     *
     * @throws MissingProgramException where there is no such program
     * @throws IOException where it could not be started
     */
    Conversation converse(Command command) throws IOException;

    /** Ends everything that runs, with all that it started. For when this process is to end. */
    void endAll();

    /** Ends what a ckms left running that was killed. For each writer, before it does anything else. */
    void endLeftOver();
}
