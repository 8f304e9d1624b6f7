package ckms.engine.buildside.worker;

import ckms.engine.buildside.hook.HookListener;
import ckms.engine.buildside.sign.Signature;
import ckms.model.recipe.Hook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A request, and what is said until it is done, as the worker sees it. */
final class Exchange {
    private final long number;
    private final Lines lines;
    private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();

    Exchange(long number, Lines lines) {
        this.number = number;
        this.lines = lines;
    }

    long number() {
        return number;
    }

    /** Takes what the other side has answered. */
    void take(Answer answer) {
        answers.add(answer);
    }

    /** Says the last word. */
    void end(Reply.Final reply) throws IOException {
        lines.write(number, reply);
    }

    /** Tells who holds the lock. */
    void tellWaiting(String holder) {
        tell(new Reply.Waiting(holder));
    }

    /** Has the other process sign, which has the key. */
    Optional<Signature> sign(Path module) throws IOException, InterruptedException {
        lines.write(number, new Reply.Sign(module));
        return answers.take().signature();
    }

    private void tell(Reply.Interim reply) {
        try {
            lines.write(number, reply);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells how hooks get on; what nobody hears need not be said. */
    HookListener telling(boolean heard) {
        return new HookListener() {
            @Override
            public boolean hearsOutput() {
                return heard;
            }

            @Override
            public void hookStarted(Hook hook) {
                tell(new Reply.HookStarted(hook));
            }

            @Override
            public void output(byte[] bytes, int length) {
                if (heard) {
                    tell(Reply.Output.of(bytes, length));
                }
            }
        };
    }
}
