package ckms.engine.host.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Runs the programs that ckms relies on. */
public interface Processes {
    /**
     * Runs a process to its end. It has none of this process's files.
     *
     * @param output takes its standard output, and its standard error unless it is a filter, as they come
     * @param errors takes the standard error of a filter
     * @return its exit status; 128 and more if a signal ended it
     * @throws MissingProgramException if there is no such program
     * @throws TimeLimitException if it ran longer than its limit; it has been ended
     * @throws IOException if it can't be started, or its output can't be taken
     * @throws InterruptedException if the thread is interrupted while it waits; the process and all that it started
     *     have been ended
     */
    int run(Command command, OutputSink output, OutputSink errors) throws IOException, InterruptedException;

    /**
     * Runs a process to its end, and drops what a filter prints to its standard error.
     *
     * @param output takes its standard output, and its standard error unless it is a filter, as they come
     * @return its exit status; 128 and more if a signal ended it
     * @throws MissingProgramException if there is no such program
     * @throws TimeLimitException if it ran longer than its limit; it has been ended
     * @throws IOException if it can't be started, or its output can't be taken
     * @throws InterruptedException if the thread is interrupted while it waits; the process and all that it started
     *     have been ended
     */
    default int run(Command command, OutputSink output) throws IOException, InterruptedException {
        return run(command, output, OutputSink.nowhere());
    }

    /**
     * Runs a filter to its end.
     *
     * @param output takes its standard output
     * @return its exit status, and the first 1 MiB of its standard error
     * @throws MissingProgramException if there is no such program
     * @throws IOException if it can't be started, or its output can't be taken
     * @throws InterruptedException if the thread is interrupted while it waits; the process has been ended
     */
    default Printed filter(Command command, OutputSink output) throws IOException, InterruptedException {
        var said = new ByteArrayOutputStream();
        int exit = run(command, output, Printed.first(said));
        return new Printed(exit, said.toString(StandardCharsets.UTF_8));
    }

    /**
     * Runs a process that prints little to its end.
     *
     * @return its exit status, and the first 1 MiB of its output
     * @throws MissingProgramException if there is no such program
     * @throws TimeLimitException if it ran longer than its limit; it has been ended
     * @throws IOException if it can't be started
     * @throws InterruptedException if the thread is interrupted while it waits; the process and all that it started
     *     have been ended
     */
    default Printed print(Command command) throws IOException, InterruptedException {
        var out = new ByteArrayOutputStream();
        int exit = run(command, Printed.first(out));
        return new Printed(exit, out.toString(StandardCharsets.UTF_8));
    }

    /**
     * Starts a process that this one talks to.
     *
     * @throws MissingProgramException if there is no such program
     * @throws IOException if it can't be started
     */
    Conversation converse(Command command) throws IOException;

    /** Ends all running processes, with all that they started; for use before this process ends. */
    void endAll();

    /**
     * Ends processes that an earlier ckms left running when it was killed. Each writer does this before anything else.
     */
    void endLeftOver();
}
