package ckms.engine.buildside.worker;

import ckms.engine.buildside.BuildSide;
import ckms.engine.buildside.hook.HookListener;
import ckms.engine.buildside.sign.Signature;
import ckms.engine.buildside.sign.SigningException;
import ckms.model.recipe.Hook;
import ckms.model.run.Failure;
import ckms.model.run.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A request, and what is said until it is done, as the worker sees it. */
final class Exchange {
    private static final Reply DONE = new Reply.Done(new Outcome.Changed(""));

    private final long number;
    private final Lines lines;
    private final BlockingQueue<Request> answers = new LinkedBlockingQueue<>();

    Exchange(long number, Lines lines) {
        this.number = number;
        this.lines = lines;
    }

    long number() {
        return number;
    }

    /** The other side has answered. */
    void answered(Request answer) {
        answers.add(answer);
    }

    void last(Reply reply) throws IOException {
        lines.write(number, reply);
    }

    void waiting(String holder) {
        tell(new Reply.Waiting(holder));
    }

    Reply perform(BuildSide side, Request request) throws IOException, InterruptedException {
        if (request instanceof Request.Add add) {
            return new Reply.Done(side.add(add.pkg(), add.source(), add.recipe(), add.owner(), add.isProtected()));
        }
        if (request instanceof Request.Adopt adopt) {
            return new Reply.Done(side.adopt(adopt.pkg(), adopt.kernels(), adopt.owner(), adopt.isProtected()));
        }
        if (request instanceof Request.Build build) {
            return new Reply.Done(side.build(build.order(), new Telling(build.heard()), this::sign));
        }
        if (request instanceof Request.Run run) {
            Optional<Failure> failure = side.run(run.order(), new Telling(run.heard()));
            return failure.<Reply>map(Reply.HookFailed::new).orElse(DONE);
        }
        if (request instanceof Request.Clean clean) {
            return new Reply.Done(side.clean(clean.cell()));
        }
        if (request instanceof Request.Remove remove) {
            return new Reply.Done(side.remove(remove.pkg()));
        }
        if (request instanceof Request.Collect collect) {
            return new Reply.Done(side.collect(collect.releases(), collect.cacheBytes()));
        }
        if (request instanceof Request.Link link) {
            side.link(link.cell());
        } else if (request instanceof Request.Unlink unlink) {
            side.unlink(unlink.cell());
        } else if (request instanceof Request.Refresh refresh) {
            side.refresh(refresh.cell(), refresh.inputs());
        } else if (request instanceof Request.Lend lend) {
            side.lend(lend.jobs());
        }
        return DONE;
    }

    /** Has the other process sign, which has the key. */
    private Optional<Signature> sign(Path module) throws IOException, InterruptedException {
        lines.write(number, new Reply.Sign(module));
        Request answer = answers.take();
        if (answer instanceof Request.Signed signed) {
            return Optional.of(signed.signature());
        }
        if (answer instanceof Request.NotSigned) {
            return Optional.empty();
        }
        throw new SigningException(
                answer instanceof Request.SigningFailed failed ? failed.sentence() : "nobody signed " + module);
    }

    private void tell(Reply reply) {
        try {
            lines.write(number, reply);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Telling implements HookListener {
        private final boolean heard;

        /** What nobody hears need not be said. */
        Telling(boolean heard) {
            this.heard = heard;
        }

        @Override
        public void hookStarted(Hook hook) {
            tell(new Reply.HookStarted(hook));
        }

        @Override
        public void output(byte[] bytes, int length) {
            if (heard) {
                tell(new Reply.Output(new String(bytes, 0, length, StandardCharsets.ISO_8859_1)));
            }
        }
    }
}
