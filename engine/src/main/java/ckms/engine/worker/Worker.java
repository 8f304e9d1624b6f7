package ckms.engine.worker;

import ckms.engine.build.BuildListener;
import ckms.engine.build.BuildSide;
import ckms.engine.build.LocalBuildSide;
import ckms.engine.files.FileProblem;
import ckms.engine.host.Host;
import ckms.engine.sign.Signature;
import ckms.engine.sign.SigningException;
import ckms.engine.state.StateBusyException;
import ckms.engine.state.StateDirectory;
import ckms.engine.state.StateLock;
import ckms.model.recipe.Hook;
import ckms.model.run.Failure;
import ckms.model.run.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The process that root starts as the state directory's owner: does what it is asked, one request after the other. When
 * root's process is gone, it ends, with all that it started.
 */
public final class Worker {
    private static final Reply DONE = new Reply.Done(new Outcome.Changed(""));

    private final Host host;
    private final Lines lines;
    /** What was asked and not done yet; empty once at the end. */
    private final BlockingQueue<Optional<Request>> asked = new LinkedBlockingQueue<>();

    private Worker(Host host, InputStream in, OutputStream out) {
        this.host = host;
        this.lines = new Lines(in, out);
    }

    /** Serves requests until there are no more, and interrupts what it does when they end. */
    public static void serve(Host host, InputStream in, OutputStream out) throws IOException {
        new Worker(host, in, out).run();
    }

    private void run() throws IOException {
        Thread working = Thread.currentThread();
        var reading = new Thread(() -> readAll(working), "requests");
        reading.setDaemon(true);
        reading.start();
        BuildSide side = null;
        try {
            for (Optional<Request> next = asked.take(); next.isPresent(); next = asked.take()) {
                if (next.get() instanceof Request.Open open) {
                    side = answerOpen(open);
                } else {
                    answer(side, next.get());
                }
            }
        } catch (InterruptedException rootIsGone) {
            // Nothing is left to be done for anybody.
            Thread.currentThread().interrupt();
        } finally {
            if (side != null) {
                side.close();
            }
        }
    }

    private void readAll(Thread working) {
        try {
            for (Optional<Request> next = lines.read(Request.class); next.isPresent(); ) {
                asked.add(next);
                next = lines.read(Request.class);
            }
        } catch (IOException theConversationIsOver) {
            // As at its end.
        }
        asked.add(Optional.empty());
        working.interrupt();
        host.processes().endAll();
    }

    private BuildSide answerOpen(Request.Open open) throws IOException, InterruptedException {
        try {
            var state = new StateDirectory(open.state());
            StateLock lock = StateLock.acquire(
                    state,
                    open.holder(),
                    Duration.ofMillis(open.timeoutMillis()),
                    holder -> tell(new Reply.Waiting(holder)));
            lines.write(DONE);
            return new LocalBuildSide(host, state, lock);
        } catch (StateBusyException busy) {
            lines.write(new Reply.Busy(busy.getMessage()));
        } catch (IOException problem) {
            lines.write(new Reply.Broken(FileProblem.sentence(problem)));
        }
        return null;
    }

    private void answer(BuildSide side, Request request) throws IOException, InterruptedException {
        try {
            lines.write(perform(side, request));
        } catch (UncheckedIOException problem) {
            lines.write(new Reply.Broken(FileProblem.sentence(problem.getCause())));
        } catch (IOException problem) {
            lines.write(new Reply.Broken(FileProblem.sentence(problem)));
        }
    }

    private Reply perform(BuildSide side, Request request) throws IOException, InterruptedException {
        if (request instanceof Request.Add add) {
            return new Reply.Done(side.add(add.pkg(), add.source(), add.recipe(), add.owner(), add.isProtected()));
        }
        if (request instanceof Request.Adopt adopt) {
            return new Reply.Done(side.adopt(adopt.pkg(), adopt.kernels(), adopt.owner(), adopt.isProtected()));
        }
        if (request instanceof Request.Build build) {
            return new Reply.Done(side.build(build.order(), new Telling(), this::sign));
        }
        if (request instanceof Request.Run run) {
            Optional<Failure> failure = side.run(run.order(), new Telling());
            return failure.<Reply>map(Reply.HookFailed::new).orElse(DONE);
        }
        if (request instanceof Request.Clean clean) {
            return new Reply.Done(side.clean(clean.cell()));
        }
        if (request instanceof Request.Remove remove) {
            return new Reply.Done(side.remove(remove.pkg()));
        }
        if (request instanceof Request.Link link) {
            side.link(link.cell());
        } else if (request instanceof Request.Unlink unlink) {
            side.unlink(unlink.cell());
        } else if (request instanceof Request.Refresh refresh) {
            side.refresh(refresh.cell(), refresh.inputs());
        }
        return DONE;
    }

    /** Has the other process sign, which has the key. */
    private Optional<Signature> sign(Path module) throws IOException, InterruptedException {
        lines.write(new Reply.Sign(module));
        Optional<Request> answer = asked.take();
        if (answer.isPresent() && answer.get() instanceof Request.Signed signed) {
            return Optional.of(signed.signature());
        }
        if (answer.isPresent() && answer.get() instanceof Request.NotSigned) {
            return Optional.empty();
        }
        throw new SigningException(
                answer.isPresent() && answer.get() instanceof Request.SigningFailed failed
                        ? failed.sentence()
                        : "nobody signed " + module);
    }

    private void tell(Reply reply) {
        try {
            lines.write(reply);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Telling implements BuildListener {
        @Override
        public void hookStarted(Hook hook) {
            tell(new Reply.HookStarted(hook));
        }

        @Override
        public void output(byte[] bytes, int length) {
            tell(new Reply.Output(new String(bytes, 0, length, StandardCharsets.ISO_8859_1)));
        }
    }
}
