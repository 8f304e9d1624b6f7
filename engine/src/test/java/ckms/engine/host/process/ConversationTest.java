package ckms.engine.host.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A conversation ends, whatever the process does. */
@Timeout(60)
class ConversationTest {
    @TempDir
    Path folder;

    private final HostProcesses processes = new HostProcesses();

    private Conversation shell(String snippet) throws IOException {
        return processes.converse(
                new Command(List.of("/bin/sh", "-c", snippet), folder, Map.of("PATH", System.getenv("PATH"))));
    }

    private static void awaitEnd(Conversation conversation) throws InterruptedException {
        while (conversation.isRunning()) {
            Thread.sleep(10);
        }
    }

    private static String state(Path pid) throws IOException {
        Path stat = Path.of("/proc", Files.readString(pid).strip(), "stat");
        return Files.exists(stat) ? Files.readString(stat).replaceFirst("(?s).*\\) (.).*", "$1") : "gone";
    }

    private void awaitStopped(String pid) throws IOException, InterruptedException {
        Path file = folder.resolve(pid);
        while (!Files.exists(file)
                || Files.readString(file).isBlank()
                || !state(file).equals("T")) {
            Thread.sleep(10);
        }
    }

    private void awaitGone(String pid) throws IOException, InterruptedException {
        while (!List.of("gone", "Z").contains(state(folder.resolve(pid)))) {
            Thread.sleep(10);
        }
    }

    @Test
    void whatGoesToStandardErrorIsKeptOnOneLine() throws IOException, InterruptedException {
        Conversation conversation = shell("printf 'one\\n  two\\033[1m\\n' >&2; echo out");
        assertEquals("out\n", new String(conversation.fromProcess().readAllBytes(), StandardCharsets.UTF_8));
        awaitEnd(conversation);
        assertEquals("one; two [1m", conversation.said());
        conversation.close();
    }

    @Test
    void onlyTheEndOfItIsKept() throws IOException, InterruptedException {
        Conversation conversation = shell("head -c 3000000 /dev/zero | tr '\\0' x >&2; echo end >&2");
        awaitEnd(conversation);
        String said = conversation.said();
        assertTrue(said.endsWith("xxx; end") || said.endsWith("xxxend"), said);
        assertTrue(said.length() <= 512, "" + said.length());
        conversation.close();
    }

    @Test
    void allThreeAreItsOwnPipes() throws IOException {
        Conversation conversation = shell("readlink /proc/$$/fd/*");
        List<String> files = new String(conversation.fromProcess().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertTrue(files.stream().allMatch(file -> file.startsWith("pipe:")), files.toString());
        conversation.close();
    }

    @Test
    void oneThatWasStoppedIsEnded() throws IOException, InterruptedException {
        Conversation conversation = shell("echo $$ >pid; kill -STOP $$");
        awaitStopped("pid");
        conversation.close();
        awaitGone("pid");
    }

    @Test
    void oneThatWasStoppedAndWhosePipeIsFullIsEnded() throws IOException, InterruptedException {
        Conversation conversation = shell("echo $$ >pid; kill -STOP $$");
        awaitStopped("pid");
        var writing = new Thread(() -> {
            try {
                conversation.toProcess().write(new byte[1 << 20]);
            } catch (IOException expected) {
                Thread.currentThread().interrupt();
            }
        });
        writing.setDaemon(true);
        writing.start();
        while (writing.getState() != Thread.State.RUNNABLE && writing.isAlive()) {
            Thread.sleep(10);
        }
        processes.endAll();
        awaitGone("pid");
        awaitEnd(conversation);
    }

    @Test
    void whatItStartedIsKilledWithIt() throws IOException, InterruptedException {
        Conversation conversation = shell("echo $$ >pid; sh -c 'echo $$ >child; kill -STOP $$' & sleep 600; sleep 600");
        awaitStopped("child");
        conversation.kill();
        awaitGone("pid");
        awaitGone("child");
        conversation.close();
    }
}
