package ckms.engine.buildside.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.engine.buildside.hook.HookListener;
import ckms.engine.buildside.hook.HookOrder;
import ckms.engine.buildside.sign.Signer;
import ckms.model.PackageId;
import ckms.model.recipe.Hook;
import ckms.model.run.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is said in the worker's place, or not said: each request comes to its end, with one sentence. */
@Timeout(60)
class FalseWorkerTest {
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final Request REQUEST = new Request.Remove(new PackageId("foo", "1.0"));

    private Optional<Exchanges> open = Optional.empty();

    private Exchanges with(FakeProcess process, Duration patience) {
        var exchanges = new Exchanges(process, patience);
        open = Optional.of(exchanges);
        return exchanges;
    }

    @AfterEach
    void hangUp() {
        open.ifPresent(Exchanges::close);
    }

    /** What a request fails with; the process is ended then, and the next request fails with the same. */
    private String failure(FakeProcess process, Duration patience) throws InterruptedException {
        Exchanges exchanges = with(process, patience);
        String sentence =
                assertThrows(IOException.class, () -> exchanges.ask(REQUEST)).getMessage();
        assertTrue(process.killed.await(30, TimeUnit.SECONDS));
        assertEquals(
                sentence,
                assertThrows(IOException.class, () -> exchanges.ask(REQUEST, Hearer.none()))
                        .getMessage());
        String begin = "the process that works as the state directory's owner ";
        assertTrue(sentence.startsWith(begin), sentence);
        assertFalse(sentence.contains("\n"), sentence);
        return sentence.substring(begin.length());
    }

    @Test
    void aReplyInTimeIsTaken() throws IOException {
        Exchanges exchanges = with(
                FakeProcess.saying(
                        "0 {\"type\":\"Alive\"}\n1 {\"type\":\"Done\",\"outcome\":{\"type\":\"Unchanged\",\"detail\":\"x\"}}\n"),
                LONG);
        assertEquals(new Reply.Done(new Outcome.Unchanged("x")), exchanges.ask(REQUEST));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "",
                " ",
                "1",
                "1 ",
                "1 null",
                "1 []",
                "1 \"Done\"",
                "1 {}",
                "1 {\"type\":null}",
                "1 {\"type\":\"NoSuchReply\"}",
                "1 {\"type\":\"Clean\"}",
                "1 {\"type\":\"Done\"}",
                "1 {\"type\":\"Done\",\"outcome\":null}",
                "1 {\"type\":\"Done\",\"outcome\":{\"type\":\"Changed\",\"effect\":\"DONE\",\"detail\":\"\",\"afterwards\":[null]}}",
                "1 {\"type\":\"HookStarted\",\"hook\":\"no_such_hook\"}",
                "1 {\"type\":\"Output\",\"latin1\":null}",
                "1 {\"type\":\"Sign\",\"module\":\"a\\u0000b\"}",
                "1 {\"type\":\"Sign\",\"module\":null}",
                "1 {\"type\":\"HasBuilt\",\"built\":{\"outcome\":{\"type\":\"Unchanged\",\"detail\":\"\"},\"modules\":{}}}",
                "-1 {\"type\":\"Alive\"}",
                "2 {\"type\":\"Alive\"}",
                "99999999999999999999999999 {\"type\":\"Alive\"}",
                "1.5 {\"type\":\"Alive\"}",
                "\u0000\u0001\u00ff\u00fe",
                "ckms: error"
            })
    void whatNoCkmsSaysIsASentence(String line) throws IOException, InterruptedException {
        String sentence = failure(FakeProcess.saying(line + "\n"), LONG);
        assertTrue(sentence.startsWith("was ended, since it said what no ckms says: a "), sentence);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"Busy\",\"sentence\":\"x\"}",
                "{\"type\":\"HookFailed\",\"failure\":{\"kind\":\"OTHER\",\"sentence\":\"\",\"detail\":\"\",\"log\":\"\"}}",
                "{\"type\":\"Done\",\"outcome\":{\"type\":\"Cancelled\"}}",
                "{\"type\":\"HasBuilt\",\"built\":{\"outcome\":{\"type\":\"Changed\",\"effect\":\"COMPILED\",\"detail\":\"\",\"afterwards\":[]},\"modules\":{\"a\":\"b\"}}}"
            })
    void theAnswerToAnotherQuestionIsASentence(String reply) throws IOException, InterruptedException {
        assertEquals(
                "was ended, since it said what no ckms says: the answer to another question",
                failure(FakeProcess.saying("1 " + reply + "\n"), LONG));
    }

    @Test
    void aLineWithoutAnEndIsNotReadToItsEnd() throws IOException, InterruptedException {
        byte[] much = new byte[1 << 20];
        Arrays.fill(much, (byte) '1');
        var process = new FakeProcess((out, self) -> {
            for (int i = 0; i < 300 && !self.isKilled(); i++) {
                out.write(much);
            }
        });
        assertEquals("was ended, since it said what no ckms says: a line of more than 8 MiB", failure(process, LONG));
    }

    @Test
    void oneThatEndsInTheMiddleOfALineHasEnded() throws IOException, InterruptedException {
        var process = new FakeProcess((out, self) -> {
            out.write("1 {\"type\":\"Do".getBytes(StandardCharsets.UTF_8));
            out.close();
        });
        assertTrue(failure(process, LONG).endsWith("; it said: its last words"));
    }

    @Test
    void oneThatSaysNothingIsEnded() throws IOException, InterruptedException {
        assertEquals(
                "was not heard of for 1 seconds, as if a hook had stopped it, and was ended",
                failure(FakeProcess.saying(""), SHORT));
    }

    @Test
    void oneThatBeginsALineAndGoesOnForEverIsEnded() throws IOException, InterruptedException {
        var process = new FakeProcess((out, self) -> {
            while (!self.isKilled()) {
                out.write('1');
                out.flush();
            }
        });
        assertTrue(failure(process, SHORT).startsWith("was "));
    }

    @Test
    void oneWhoseOutputSomebodyElseHoldsIsSeenToEnd() throws IOException, InterruptedException {
        var process = new FakeProcess((out, self) -> self.end());
        assertTrue(failure(process, SHORT).startsWith("ended before its time: "));
    }

    private static HookOrder order(String snippet) {
        Path anywhere = Path.of("/");
        return new HookOrder(
                Hook.BUILD, snippet, anywhere, anywhere, Map.of(), Duration.ofMinutes(1), Optional.empty());
    }

    @Test
    void oneThatReadsNothingKeepsNobodyWaiting() throws IOException, InterruptedException {
        var process = FakeProcess.saying("");
        Exchanges exchanges = with(process, SHORT);
        var large = new Request.Run(order("x".repeat(1 << 20)), false);
        for (int i = 0; i < 2; i++) {
            assertThrows(IOException.class, () -> exchanges.ask(large, Hearer.none()));
        }
    }

    /** Whoever takes nothing of what is said has only a part of it in memory, and hears all of it in the end. */
    @Test
    void muchOutputWaitsUntilItIsTaken() throws IOException, InterruptedException {
        int lines = 90;
        var written = new AtomicInteger();
        byte[] line = ("1 {\"type\":\"Output\",\"latin1\":\"" + "x".repeat(7 << 20) + "\"}\n")
                .getBytes(StandardCharsets.UTF_8);
        var process = new FakeProcess((out, self) -> {
            for (int i = 0; i < lines && !self.isKilled(); i++) {
                out.write(line);
                written.incrementAndGet();
            }
            out.write("1 {\"type\":\"Done\",\"outcome\":{\"type\":\"Unchanged\",\"detail\":\"x\"}}\n"
                    .getBytes(StandardCharsets.UTF_8));
        });
        Exchanges exchanges = with(process, LONG);
        var slow = new SlowListener(written);
        Hearer hearer = Hearer.of(slow, Signer.none());
        assertEquals(new Reply.Done(new Outcome.Unchanged("x")), exchanges.ask(REQUEST, hearer));
        assertEquals(lines, slow.heard);
        assertTrue(slow.ahead < SlowListener.FEW, slow.ahead + " lines were ahead");
    }

    /** Before it takes the first line, it waits whether many more come. */
    private static final class SlowListener implements HookListener {
        private static final int FEW = 6;

        private final AtomicInteger written;
        private int heard;
        private int ahead;

        SlowListener(AtomicInteger written) {
            this.written = written;
        }

        @Override
        public boolean hearsOutput() {
            return true;
        }

        @Override
        public void hookStarted(Hook hook) {
            throw new IllegalStateException("no hook runs");
        }

        @Override
        public void output(byte[] bytes, int length) {
            long start = System.nanoTime();
            while (heard == 0 && written.get() < FEW && System.nanoTime() - start < 3_000_000_000L) {
                Thread.onSpinWait();
            }
            heard++;
            ahead = Math.max(ahead, written.get() - heard);
        }
    }

    @Test
    void anErrorEndsIt() throws IOException, InterruptedException {
        var process = FakeProcess.saying("");
        process.failing = true;
        assertEquals(
                "was ended, since what it said could not be taken: java.lang.OutOfMemoryError: no room",
                failure(process, LONG));
    }

    @Test
    void oneThatIsAliveAndNeverDoneIsEndedOnceItTookTooLong() throws InterruptedException {
        var pending = new Pending(1, Duration.ofMillis(100));
        assertFalse(pending.isOverdue());
        while (!pending.isOverdue()) {
            assertTrue(pending.poll(true).isEmpty());
            pending.add(new Reply.Alive(), 1);
            assertTrue(pending.poll(true).isPresent());
        }
    }

    @Test
    void whoIsInterruptedDoesNotWaitForIt() throws IOException, InterruptedException {
        Exchanges exchanges = with(FakeProcess.saying(""), LONG);
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> exchanges.ask(REQUEST, Hearer.none()));
    }
}
