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

/** A request and all that is said until it is done, as the worker sees it. */
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

    /** Takes an answer of root's process. */
    void take(Answer answer) {
        answers.add(answer);
    }

    /** Sends the final reply. */
    void end(Reply.Final reply) throws IOException {
        lines.write(number, reply);
    }

    /** Tells who holds the lock. */
    void tellWaiting(String holder) {
        tell(new Reply.Waiting(holder));
    }

    /** Has a module signed by root's process, which has the key. */
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

    /** Makes a listener that tells how hooks get on; output that nobody hears is not sent. */
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
