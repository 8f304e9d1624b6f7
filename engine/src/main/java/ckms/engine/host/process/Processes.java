package ckms.engine.host.process;

import java.io.IOException;

/** Runs the programs that ckms relies on. */
public interface Processes {
    /**
     * Runs a process to its end.
     *
     * @param output takes its standard output, and its standard error unless it is a filter, as they come
     * @return its exit status; 128 and more where a signal ended it
     * @throws MissingProgramException where there is no such program
     * @throws TimeLimitException where it took longer than it may
     * @throws InterruptedException when this thread was interrupted; the process and all it started are ended then
     */
    int run(Command command, OutputSink output) throws IOException, InterruptedException;

    /** Starts a process that this one talks to; its standard error is this one's. */
    Conversation converse(Command command) throws IOException;

    /** Ends everything that runs, with all that it started. For when this process is to end. */
    void endAll();

    /** Ends what a ckms left running that was killed. For each writer, before it does anything else. */
    void endLeftOver();
}
