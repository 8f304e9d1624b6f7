package ckms.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ckms.engine.host.files.LinkedCopy;
import ckms.engine.host.files.Tree;
import ckms.engine.store.Ownership;
import ckms.model.Owner;
import ckms.model.PackageId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * A host with packages in each state, whose files are damaged: foo is installed on two kernels, where it displaced a
 * file of the user's; bar is built; the build of baz failed.
 */
abstract class OnADamagedHost extends OnAFakeRoot {
    static final long SEED = Long.getLong("ckms.seed", new Random().nextLong());

    static final List<String> READING = List.of(
            "-k 6.12.0-1 status",
            "status --json",
            "-k 6.1.0-1 plain-status",
            "plan ROOT/m.yaml",
            "explain foo=1.0@6.1.0-1 ROOT/m.yaml",
            "log baz",
            "-k 6.1.0-1 log foo",
            "gc --dry-run");

    static final List<String> WRITING = List.of(
            "apply ROOT/m.yaml",
            "apply ROOT/upgrade.yaml",
            "apply ROOT/nothing.yaml",
            "-k 6.12.0-1 build foo=1.0",
            "-k 6.1.0-1 install foo=1.0",
            "-k 6.1.0-1 uninstall foo",
            "-k 6.6.0-1 uninstall foo=1.0",
            "-k 6.6.0-1 clean bar=1",
            "-k 6.6.0-1 install bar=1",
            "-k 6.6.0-1 clean baz=1",
            "remove foo=1.0",
            "remove baz=1",
            "add ROOT/usr/src/foo-2.0",
            "gc");

    private static final Path STATE = Path.of("var/lib/ckms");

    private static final int MOST_SECONDS = 120;

    @TempDir
    Path pristine;

    private final ExecutorService commands = Executors.newCachedThreadPool();
    private final Map<String, Integer> codes = new HashMap<>();
    private final Map<String, String> printed = new HashMap<>();

    @BeforeEach
    void aHostWithPackagesInEachState() throws IOException {
        write("lib/modules/6.1.0-1/extra/foo.ko", "the user's");
        root.addSource(
                PackageId.parse("baz=1").orElseThrow(), "echo 'baz.c:1:2: error: no' >&2; exit 1", KERNELS.get(1));
        write("m.yaml", manifest("[6.1.0-1, 6.6.0-1]", "foo=1.0") + built(manifest("[6.6.0-1]", "bar=1", "baz=1")));
        write("upgrade.yaml", manifest("[6.1.0-1]", "foo=2.0", "bar=1"));
        write("nothing.yaml", "schema: 1\nname: ws\nprune: owned\npackages: []\n");
        assertEquals(4, ckms("", "-D", "apply", "ROOT/m.yaml"), out() + err());
        assertEquals(0, ckms("", "doctor"), out());
        keep();
    }

    /** Keeps the host as it is now, and what each command says of it. */
    void keep() throws IOException {
        Tree.remove(pristine.resolve("host"));
        LinkedCopy.of(root.root, pristine.resolve("host"));
        for (String command : READING) {
            codes.put(command, run(command));
            printed.put(command, out());
        }
        for (String command : WRITING) {
            reset();
            codes.put(command, run(command));
        }
        reset();
    }

    /** The packages of a manifest, which are only built. */
    private static String built(String manifest) {
        return manifest.substring(manifest.indexOf("  - name"))
                .replaceAll("(?m)^(    kernels: .*)$", "$1\n    state: built");
    }

    /** Leaves on the host what interrupted runs leave. */
    void interrupt() throws IOException {
        write("var/lib/ckms/.ckms/intent/bar@6.1.0-1-x86_64.json", """
                {"transaction": "1", "cell": {"pkg": {"name": "bar", "version": "1"}, "kernel": {"release": "6.1.0-1",
                "machine": "x86_64"}}, "install": true, "destdir": "ROOT/lib/modules",
                "targets": ["6.1.0-1/extra/bar.ko"], "existing": []}
                """);
        write("var/lib/ckms/.ckms/needs-finalize/9.9.9-1-x86_64.depmod", "9.9.9-1/x86_64\n");
        Path state = root.state.root();
        Path own = root.state.own();
        Files.createDirectories(own.resolve("aside"));
        Files.move(state.resolve("bar/1/6.6.0-1/x86_64"), own.resolve("aside/bar@1@6.6.0-1-x86_64"));
        Files.copy(own.resolve("built/foo@1.0@6.1.0-1-x86_64.json"), own.resolve("built/foo@1.0@6.1.0-1-x86_64.next"));
        keep();
    }

    @AfterEach
    void noCommandGoesOn() {
        commands.shutdownNow();
    }

    /** Makes the host as it was. */
    void reset() throws IOException {
        Tree.remove(root.root);
        LinkedCopy.of(pristine.resolve("host"), root.root);
        for (String pkg : List.of("foo=1.0", "bar=1", "baz=1")) {
            Ownership.write(root.state, PackageId.parse(pkg).orElseThrow(), new Owner("ws"), false);
        }
    }

    /** All that can be damaged of what interrupted runs left. */
    List<DamageCase> ofInterrupted() throws IOException {
        return all(root.state.root()).stream()
                .filter(one -> one.victim().toString().matches(".*(/intent|/needs-finalize|/aside|\\.next).*"))
                .toList();
    }

    /** All that can be damaged below a folder, in each way, with each command. */
    List<DamageCase> all(Path folder) throws IOException {
        var cases = new ArrayList<DamageCase>();
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted().toList()) {
                boolean isNeither = file.equals(folder) || file.toString().contains("/build/");
                for (Damaging damage : isNeither ? new Damaging[0] : Damaging.values()) {
                    if (damage.isOf(file)) {
                        WRITING.forEach(
                                command -> cases.add(new DamageCase(root.root.relativize(file), damage, command)));
                    }
                }
            }
        }
        return cases;
    }

    /** Tries some of the cases, chosen at random, and expects nothing to complain of. */
    void check(List<DamageCase> cases, int most) throws IOException {
        var chosen = new ArrayList<>(cases);
        Collections.shuffle(chosen, new Random(SEED));
        var complaints = new ArrayList<String>();
        for (DamageCase one : chosen.subList(0, Math.min(most, chosen.size()))) {
            complaints.addAll(complaints(one, SEED));
        }
        assertEquals(List.of(), complaints, "-Dckms.seed=" + SEED);
    }

    /** Damages something, and tells what then is not as it should be, a line each. */
    List<String> complaints(DamageCase one, long seed) throws IOException {
        var complaints = new ArrayList<String>();
        reset();
        Path victim = root.root.resolve(one.victim());
        one.damage().damage(victim, pristine.resolve("away"), new Random(seed));
        String differs = "";
        for (String command : READING) {
            int code = told(command, complaints);
            boolean isSame = out().equals(printed.get(command)) || !command.contains("status");
            boolean isAsEver = (code == codes.get(command) && isSame) || isOfALog(command, one);
            differs = isAsEver ? differs : command + ": " + code + " " + err().strip();
        }
        int doctor = told("doctor", complaints);
        boolean isNamed = isNamed(one.victim());
        String found = out();
        int code = told(one.command(), complaints);
        differs = code == codes.get(one.command())
                ? differs
                : one.command() + ": " + code + " " + out().strip() + err().strip();
        if (!differs.isEmpty() && isTold(one) && (doctor == 0 || !isNamed)) {
            complaints.add("doctor (" + doctor + ") did not name it, but " + differs + "\n" + found);
        }
        if (code != codes.get(one.command()) && isOnlyFoos(one)) {
            complaints.add("damage of foo is bar's too: " + differs);
        }
        told("doctor --fix", complaints);
        String fixed = out() + err();
        if (told("doctor", complaints) == 0) {
            asBefore(fixed, complaints);
        } else if (out().contains("'doctor --fix' mends")) {
            complaints.add("doctor promised what --fix did not do: " + fixed + "\n" + out());
        }
        return complaints.stream().map(line -> one + ": " + line).toList();
    }

    /** Says whether a command shows a log that is gone with what was damaged; then it says just that. */
    private static boolean isOfALog(String command, DamageCase one) {
        return command.contains("log ")
                && (one.victim().toString().contains("/stage")
                        || one.victim().toString().contains("/logs"));
    }

    /**
     * Says whether a damage can be told from what may be: a record need not exist, and one that says something else is
     * as good as any.
     */
    private boolean isTold(DamageCase one) {
        boolean isOwn = one.victim().toString().contains("/.ckms");
        boolean isFolder = Files.isDirectory(pristine.resolve("away"), LinkOption.NOFOLLOW_LINKS);
        return switch (one.damage()) {
            case EMPTY_INSIDE, OUTSIDE_INSIDE -> false;
            case GONE, NO_TEXT_FOR_A_NAME, LONGEST_NAME -> !isOwn;
            case FOLDER, FULL_FOLDER -> !isOwn || !isFolder;
            default -> true;
        };
    }

    private static boolean isOnlyFoos(DamageCase one) {
        return one.victim().toString().contains("foo") && one.command().contains("bar=1");
    }

    /** Expects all commands to work again. */
    private void asBefore(String fixed, List<String> complaints) throws IOException {
        for (String command : READING) {
            if (told(command, complaints) == 1
                    && codes.get(command) != 1
                    && !command.contains("log ")
                    && !command.startsWith("explain")) {
                complaints.add("after " + fixed + "\nfails: " + command + ": " + err());
            }
        }
        int code = told("apply ROOT/m.yaml", complaints);
        String applied = out() + err();
        told("plan ROOT/m.yaml", complaints);
        if (code != codes.get("apply ROOT/m.yaml") || !out().contains("Nothing to do: 1 blocked, 3 unchanged")) {
            complaints.add("after " + fixed + "\napply: " + code + applied + "\nplan: " + out() + err());
        }
    }

    /** Says whether doctor's findings, but for its notes, name a file, a folder that it is in, or its package or a record of it. */
    private boolean isNamed(Path victim) {
        String findings = Arrays.stream(out().split("\n\n"))
                .filter(paragraph -> !paragraph.contains("\n  note: "))
                .collect(Collectors.joining("\n\n"));
        for (Path at = victim; at.getNameCount() > STATE.getNameCount(); at = at.getParent()) {
            if (Pattern.compile(Pattern.quote("ROOT/" + at) + "[\\s:]")
                    .matcher(findings)
                    .find()) {
                return true;
            }
        }
        List<String> packages = List.of("foo=1.0", "bar=1", "baz=1");
        List<String> its = packages.stream()
                .filter(pkg -> victim.toString().contains(pkg.substring(0, 3)))
                .toList();
        return (its.isEmpty() ? packages : its)
                .stream().anyMatch(pkg -> findings.contains(pkg) || findings.contains(pkg.replace('=', '@') + "@"));
    }

    private int told(String command, List<String> complaints) throws IOException {
        int code = run(command);
        String all = out() + err();
        if (code < 0 || all.contains("fault in ckms") || all.contains("\tat ")) {
            complaints.add(command + ": " + (code < 0 ? "no end" : all.strip()));
        }
        return code;
    }

    private int run(String command) throws IOException {
        var words = new ArrayList<>(List.of("-D", "--lock-timeout", "0"));
        words.addAll(List.of(command.split(" ")));
        try {
            return commands.submit(() -> ckms("", words.toArray(String[]::new))).get(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException noEnd) {
            return -1;
        } catch (ExecutionException | InterruptedException e) {
            throw new IOException(e);
        }
    }
}
