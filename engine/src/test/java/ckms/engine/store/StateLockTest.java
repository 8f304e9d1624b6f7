package ckms.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.engine.fixture.FakeRoot;
import ckms.engine.host.files.Odd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateLockTest {
    @TempDir
    Path folder;

    private StateDirectory state;
    private final List<String> told = new ArrayList<>();

    @BeforeEach
    void aStateDirectory() throws IOException {
        state = new FakeRoot(folder).state;
    }

    private StateLock acquire(String holder, Duration timeout) throws IOException, InterruptedException {
        return StateLock.acquire(state, holder, timeout, told::add);
    }

    @Test
    void whoGivesUpWaitingForWhateverReasonDoesNotHoldIt() throws IOException, InterruptedException {
        StateLock lock = acquire("first", Duration.ZERO);
        assertThrows(
                IllegalStateException.class,
                () -> StateLock.acquire(state, "second", Duration.ofSeconds(9), holder -> {
                    throw new IllegalStateException(holder);
                }));
        lock.close();
        acquire("third", Duration.ZERO).close();
    }

    @Test
    void onlyOneHoldsItAndTheOtherHearsWho() throws IOException, InterruptedException {
        StateLock lock = acquire("first", Duration.ZERO);
        var busy = assertThrows(StateBusyException.class, () -> acquire("second", Duration.ofMillis(1500)));
        assertTrue(busy.getMessage().contains("in use by first"), busy.getMessage());
        assertEquals(List.of("first"), told);
        lock.close();
    }

    @Test
    void itCanBeTakenAgain() throws IOException, InterruptedException {
        acquire("first", Duration.ZERO).close();
        acquire("second", Duration.ZERO).close();
        assertEquals("second\n", Files.readString(state.own().resolve("lock.holder")));
    }

    @Test
    void whatStandsInPlaceOfTheLockIsMovedAwayAndALinkNotFollowed() throws IOException, InterruptedException {
        Path victim = Files.writeString(folder.resolve("victim"), "text");
        Files.createDirectories(state.own());
        Files.createSymbolicLink(state.own().resolve("lock"), victim);
        acquire("first", Duration.ZERO).close();
        assertEquals("text", Files.readString(victim));
        assertTrue(Files.isSymbolicLink(state.own().resolve("damaged/lock")));
        Files.delete(state.own().resolve("lock"));
        Files.createDirectories(state.own().resolve("lock/folder"));
        acquire("second", Duration.ZERO).close();
        assertTrue(Files.isDirectory(state.own().resolve("damaged/lock.2/folder")));
    }

    @Test
    void whatStandsInPlaceOfItsFolderIsMovedAwayUnlessItIsALink() throws IOException, InterruptedException {
        Files.writeString(state.own(), "no folder");
        acquire("first", Duration.ZERO).close();
        assertEquals("no folder", Files.readString(state.own().resolve("damaged/.ckms.damaged")));
        Path elsewhere = Files.move(state.own(), folder.resolve("elsewhere"));
        Files.createSymbolicLink(state.own(), elsewhere);
        var refused = assertThrows(IOException.class, () -> acquire("second", Duration.ZERO));
        assertTrue(refused.getMessage().contains("is a link"), refused.getMessage());
    }

    @Test
    void nobodyIsNamedWhereTheHolderCanNotBeWritten() throws IOException, InterruptedException {
        Files.createDirectories(state.own().resolve("lock.holder/folder"));
        StateLock lock = acquire("first", Duration.ZERO);
        assertEquals(Optional.of("another process"), LockHolder.of(state.own()));
        lock.close();
    }

    @Test
    void aPipeInThePlaceOfTheLockIsNotWaitedForButMovedAway() throws IOException, InterruptedException {
        Files.createDirectories(state.own());
        Odd.pipe(state.own().resolve("lock"));
        acquire("first", Duration.ZERO).close();
        assertTrue(Files.isRegularFile(state.own().resolve("lock")));
        assertTrue(Files.exists(state.own().resolve("damaged/lock")));
    }

    @Test
    void whoHoldsItIsNotReadFromAPipe() throws IOException, InterruptedException {
        try (StateLock lock = acquire("first", Duration.ZERO)) {
            assertNotNull(lock);
            Files.delete(state.own().resolve("lock.holder"));
            Odd.pipe(state.own().resolve("lock.holder"));
            var busy = assertThrows(StateBusyException.class, () -> acquire("second", Duration.ZERO));
            assertTrue(busy.getMessage().contains("in use by another process"), busy.getMessage());
        }
    }
}
