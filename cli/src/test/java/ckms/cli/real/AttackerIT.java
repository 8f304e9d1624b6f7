package ckms.cli.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.cli.real.Attacked.User;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A hook attacks what runs beside it, while another package is built: root's ckms on a state directory of another user's,
 * and that user's own ckms. In the sandbox it achieves nothing; what it may achieve without one is what ckms(8) lists.
 */
@Tag("root")
@Execution(ExecutionMode.CONCURRENT)
class AttackerIT {
    /**
     * The attacks: the hook, with {@code STATE} for the state directory, {@code BUILT} for the folder of what is built in
     * it and {@code STAGED} in the stage; and what it may achieve in the sandbox, and without one against root's ckms and
     * the owner's. Beside the words that attacks say themselves these are:
     *
     * <ul>
     *   <li>{@code left}: something runs on after the run
     *   <li>{@code wedged}: the run does not end
     *   <li>{@code cut}: the run was ended by a signal
     *   <li>{@code lost}: the other package is not installed
     *   <li>{@code spoilt}: the other package's module is installed, but is not what was built
     *   <li>{@code evil}: the package's own module is installed, but is not what was built
     *   <li>{@code secret}: something that only root may read can be read
     *   <li>{@code stuck}: once the hook is mended, the next run does not reach all
     * </ul>
     */
    private static final String TABLE = """
            descriptors | pre_build = exec ./descriptors   | - | descriptor proc-fd | descriptor proc-fd
            stopping    | pre_build = exec ./signals STOP  | - | stopped lost       | stopped lost wedged left cut
            killing     | pre_build = exec ./signals KILL  | - | ended lost         | ended lost left cut
            tracing     | pre_build = exec ./trace         | - | memory trace       | memory trace
            looking     | pre_build = exec ./proc          | - | sight environ maps mem | sight environ maps mem
            jobs        | pre_build = exec ./jobs          | - | -                  | -
            network     | pre_build = exec ./network PORT NAME SOCKET | socket-file | tcp abstract socket-file | tcp abstract socket-file
            daemon      | pre_build = exec ./daemon STATE  | - | left               | left
            files       | pre_build = exec ./files module=BUILT/good/acpi_call.ko records=STATE/.ckms/built cache=STATE/.ckms/cache recipe=STATE/good/1/ckms.ini package=STATE/good/1 source=SOURCES/good state=STATE installed=MODULES roots=STATE.root program=PROGRAM | - | module records cache recipe package source state lost stuck | module records cache recipe package source state installed lost spoilt stuck
            links       | post_build = ./plant link SECRET acpi_call.ko STAGED/Module.symvers STAGED/logs/pre_build.log STAGED/logs/build.log | - | - | -
            folders     | pre_build = echo tried: a folder; mv STAGED STAGED-old && ln -s BUILT/good STAGED | - | - | -
            logs        | pre_build = echo tried: a folder; mv STAGED/logs STAGED/old && ln -s BUILT/good STAGED/logs | - | - | -
            pipes       | post_build = ./plant fifo - acpi_call.ko Module.symvers STAGED/Module.symvers STAGED/logs/pre_build.log STAGED/logs/build.log | - | - | -
            nothing     | post_build = ./plant sparse - acpi_call.ko Module.symvers STAGED/Module.symvers STAGED/logs/pre_build.log STAGED/logs/build.log | - | - | -
            swapping a pipe | pre_build = exec ./swap fifo BUILT/bad/acpi_call.ko STATE/other | - | left | left lost
            swapping a file | pre_build = exec ./swap file BUILT/bad/acpi_call.ko STATE/other | - | left | left evil
            """;

    private static Arsenal arsenal;

    @BeforeAll
    static void compile(@TempDir Path folder) throws IOException, InterruptedException {
        arsenal = new Arsenal(folder);
    }

    /** The attacks that take long, since they stop who would end them, or go on for minutes. */
    private static final Set<String> PATIENT = Set.of("stopping", "swapping a pipe", "swapping a file");

    /** What takes seconds: all in the sandbox, and against root's ckms without one. */
    static Stream<Arguments> rows() {
        return rows(false);
    }

    static Stream<Arguments> slowRows() {
        return rows(true);
    }

    /** Lists rows; with {@code -Dattack=REGEX} those of which the name has that in it, such as "network, ROOT, sandbox off". */
    private static Stream<Arguments> rows(boolean slow) {
        var wanted = Pattern.compile(System.getProperty("attack", "")).asPredicate();
        var rows = new ArrayList<Arguments>();
        for (String line : TABLE.lines().toList()) {
            List<String> columns =
                    Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
            for (User user : User.values()) {
                for (boolean sandboxed : new boolean[] {true, false}) {
                    String name = columns.get(0) + ", " + user + ", sandbox " + (sandboxed ? "on" : "off");
                    Set<String> may = words(columns.get(sandboxed ? 2 : user == User.ROOT ? 3 : 4));
                    boolean isPatient = PATIENT.contains(columns.get(0));
                    boolean isSlow = user == User.OWNER ? !sandboxed || isPatient : !sandboxed && isPatient;
                    if (wanted.test(name) && isSlow == slow) {
                        rows.add(Arguments.of(name, user, sandboxed, columns.get(1), may));
                    }
                }
            }
        }
        return rows.stream();
    }

    private static Set<String> words(String cell) {
        return cell.equals("-") ? Set.of() : Set.of(cell.split(" +"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void anAttackAchievesNoMoreThanTheTableSays(String name, User user, boolean sandboxed, String hook, Set<String> may)
            throws IOException, InterruptedException {
        check(name, user, sandboxed, hook, may);
    }

    @Tag("slow")
    @ParameterizedTest(name = "{0}")
    @MethodSource("slowRows")
    void soDoesOneThatTakesItsTime(String name, User user, boolean sandboxed, String hook, Set<String> may)
            throws IOException, InterruptedException {
        check(name, user, sandboxed, hook, may);
    }

    private static void check(String name, User user, boolean sandboxed, String hook, Set<String> may)
            throws IOException, InterruptedException {
        try (var attacked = new Attacked(arsenal, user, sandboxed)) {
            long start = System.nanoTime();
            Set<String> achieved = attacked.by(hook);
            System.out.println(
                    name + ": " + achieved + " " + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start) + " s");
            var more = new TreeSet<>(achieved);
            more.removeAll(may);
            assertEquals(Set.of(), more, attacked::told);
            assertTrue(!sandboxed || attacked.told().contains("tried: "), attacked::told);
        }
    }
}
