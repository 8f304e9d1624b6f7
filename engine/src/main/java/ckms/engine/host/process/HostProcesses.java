package ckms.engine.host.process;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Runs programs on this host. */
public final class HostProcesses implements Processes {
    private static final int BUFFER = 1 << 16;
    /** How long a process gets to end by itself after it was asked to. */
    private static final long GRACE_SECONDS = 3;

    /** The first pause before the next look at a process's output; it doubles while the process is silent. */
    private static final long LEAST_PAUSE_NANOS = 50_000;

    private static final long MOST_PAUSE_NANOS = 10_000_000;

    private final Set<Process> running = ConcurrentHashMap.newKeySet();
    private Optional<Sandbox> sandbox = Optional.empty();
    private final RunMark mark = new RunMark();
    private final Set<Talk> conversations = ConcurrentHashMap.newKeySet();

    @Override
    public int run(Command command, OutputSink output, OutputSink errors) throws IOException, InterruptedException {
        ProcessBuilder builder = builder(confined(command))
                .redirectInput(command.input().map(Path::toFile).orElse(new File("/dev/null")))
                .redirectErrorStream(command.input().isEmpty());
        Process process = builder.start();
        running.add(process);
        try (InputStream out = process.getInputStream();
                InputStream err = process.getErrorStream()) {
            pass(process, List.of(new Pipe(out, output), new Pipe(err, errors)), command);
            return process.waitFor();
        } catch (InterruptedException | IOException e) {
            end(List.of(process));
            throw e;
        } finally {
            running.remove(process);
            if (command.limit().filter(Command.Limit::isHook).isPresent() && !isConfined(command)) {
                RunMark.end(builder.environment().get(RunMark.VARIABLE));
            }
        }
    }

    private Command confined(Command command) throws IOException, InterruptedException {
        return command.confinement().isEmpty()
                ? command
                : sandbox(command).confine(command, command.confinement().get());
    }

    /** Says whether a command runs in a sandbox, where what it started ends with it. */
    private synchronized boolean isConfined(Command command) {
        return command.confinement().isPresent()
                && sandbox.filter(found -> found.complaint().isEmpty()).isPresent();
    }

    /** Finds the sandbox when it is first needed. */
    private synchronized Sandbox sandbox(Command command) throws IOException, InterruptedException {
        if (sandbox.isEmpty()) {
            String path = command.environment().getOrDefault("PATH", Programs.DEFAULT_PATH);
            sandbox = Optional.of(Sandbox.find(this, path, List.of()));
        }
        return sandbox.get();
    }

    @Override
    public Conversation converse(Command command) throws IOException {
        var talk = new Talk(builder(command).start(), conversations::remove);
        conversations.add(talk);
        return talk;
    }

    @Override
    public void endAll() {
        conversations.forEach(Talk::hangUp);
        end(running);
    }

    @Override
    public void endLeftOver() {
        RunMark.endLeftOver();
    }

    /** A pipe from a process, and who takes what comes. */
    private record Pipe(InputStream in, OutputSink sink) {
        /** Passes on what has come, without waiting; says whether there was anything. */
        boolean pass(byte[] buffer) throws IOException {
            int waiting = in.available();
            if (waiting > 0) {
                sink.accept(buffer, in.read(buffer, 0, Math.min(waiting, buffer.length)));
            }
            return waiting > 0;
        }
    }

    /**
     * Passes on what the process prints until the process ends. It never blocks in a read: a daemon that the process
     * leaves behind would keep the pipe open for as long as it lives.
     */
    private static void pass(Process process, List<Pipe> pipes, Command command)
            throws IOException, InterruptedException {
        byte[] buffer = new byte[BUFFER];
        long start = System.nanoTime();
        long pause = LEAST_PAUSE_NANOS;
        while (true) {
            boolean ended = !process.isAlive();
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            if (!ended
                    && command.limit()
                            .filter(most -> took.compareTo(most.longest()) > 0)
                            .isPresent()) {
                throw new TimeLimitException(command.program(), command.limit().get());
            }
            boolean passed = false;
            for (Pipe pipe : pipes) {
                passed |= pipe.pass(buffer);
            }
            if (passed) {
                pause = LEAST_PAUSE_NANOS;
            } else if (ended) {
                return;
            } else {
                process.waitFor(pause, TimeUnit.NANOSECONDS);
                pause = Math.min(2 * pause, MOST_PAUSE_NANOS);
            }
        }
    }

    /** Looks for the program in the environment that it will have; Java would search its own. */
    private ProcessBuilder builder(Command command) throws MissingProgramException {
        String path = command.environment().getOrDefault("PATH", Programs.DEFAULT_PATH);
        Path program = Programs.find(command.program(), path)
                .orElseThrow(() -> new MissingProgramException(command.program()));
        var words = new ArrayList<>(command.words());
        words.set(0, program.toString());
        var builder = new ProcessBuilder(words).directory(command.folder().toFile());
        builder.environment().clear();
        builder.environment().putAll(command.environment());
        builder.environment().put(RunMark.VARIABLE, mark.next());
        return builder;
    }

    /** Asks processes to end, with all that they started, and kills those that don't in time. */
    static void end(Collection<Process> processes) {
        var all = new ArrayList<ProcessHandle>();
        for (Process process : processes) {
            all.add(process.toHandle());
            process.descendants().forEach(all::add);
        }
        all.forEach(ProcessHandle::destroy);
        boolean interrupted = Thread.interrupted();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(GRACE_SECONDS);
        for (Process process : processes) {
            try {
                process.waitFor(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        all.forEach(ProcessHandle::destroyForcibly);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
