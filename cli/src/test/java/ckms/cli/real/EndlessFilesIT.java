package ckms.cli.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.cli.real.RealHost.Run;
import ckms.engine.host.files.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whoever owns the state directory puts pipes, endless files and links in the place of what root reads, even while root
 * reads it: each command ends soon, in one sentence, and root tells the owner nothing of what the links lead to.
 */
@Tag("root")
class EndlessFilesIT extends OnRealHostAsRoot {
    /** In seconds; far more than any of these commands takes, and far less than for ever. */
    private static final String SOON = "120";

    private Path manifest;
    private Path sources;

    @BeforeEach
    void twoPackagesOfWhichOneUsesTheOthersSymbols() throws IOException {
        sources = Files.createDirectory(host.scratch.resolve("sources"));
        source("foo", "int foo(void) { return 1; }\nEXPORT_SYMBOL_GPL(foo);\n");
        source("bar", "extern int foo(void);\nint bar(void) { return foo(); }\n");
        manifest = Files.writeString(host.scratch.resolve("manifest.yaml"), """
                schema: 1
                name: test
                defaults: {kernels: ["%s"]}
                packages:
                  - {name: foo, version: "1", source: sources/foo}
                  - {name: bar, version: "1", source: sources/bar, depends_on: [foo]}
                """.formatted(oldKernel));
    }

    private void source(String name, String code) throws IOException {
        Path source = Files.createDirectory(sources.resolve(name));
        Files.writeString(
                source.resolve(name + ".c"), "#include <linux/module.h>\n" + code + "MODULE_LICENSE(\"GPL\");\n");
        Files.writeString(source.resolve("Kbuild"), "obj-m := " + name + ".o\n");
        Files.copy(host.recipe(name, "1", "", name), source.resolve("ckms.ini"));
    }

    private Run soon(String... words) throws IOException, InterruptedException {
        var all = new ArrayList<>(List.of("timeout", "-k", "1", SOON));
        all.addAll(host.command(words));
        Run run = RealHost.run(Map.of(), all.toArray(String[]::new));
        assertTrue(run.code() != 124 && run.code() != 137, "hangs: " + String.join(" ", words));
        assertTrue(!run.err().contains("fault in ckms"), run.toString());
        return run;
    }

    private static void asOwner(String line) throws IOException, InterruptedException {
        succeeds(RealHost.run(Map.of(), owner(line).toArray(String[]::new)));
    }

    private static List<String> owner(String line) {
        return List.of(
                "setpriv", "--reuid", RealHost.NOBODY, "--regid", RealHost.NOBODY, "--clear-groups", "sh", "-c", line);
    }

    private Path built(String name) {
        return host.state.resolve(name + "/1/" + oldKernel + "/x86_64");
    }

    private Path record(String name) {
        return host.state.resolve(".ckms/built/" + name + "@1@" + oldKernel + "-x86_64.json");
    }

    /** Returns what a record of a build says of the symbols of foo. */
    private static String symbols(String record) {
        int from = record.indexOf("symbols of foo=1");
        return record.substring(from, record.indexOf('}', from));
    }

    private Path exchange() throws IOException, InterruptedException {
        Path source = host.scratch.resolve("exchange.c");
        try (InputStream in = EndlessFilesIT.class.getResourceAsStream("exchange.c")) {
            Files.write(source, in.readAllBytes());
        }
        Path program = host.scratch.resolve("exchange");
        succeeds(RealHost.run(Map.of(), "gcc", "-O1", "-o", program.toString(), source.toString()));
        return program;
    }

    @Tag("slow")
    @Test
    void whileAModuleAndAPipeChangePlacesAnInstallationEnds() throws IOException, InterruptedException {
        succeeds(soon("-q", "apply", manifest.toString()));
        Path pipe = host.state.resolve("pipe");
        asOwner("mkfifo " + pipe);
        Process attack = host.start(owner("exec " + exchange() + " " + built("foo") + "/foo.ko " + pipe));
        int refused = 0;
        for (int i = 0; i < 12; i++) {
            succeeds(soon("-q", "-k", oldKernel, "uninstall", "foo=1"));
            Run run = soon("-q", "-k", oldKernel, "install", "foo=1");
            if (run.code() != 0) {
                refused++;
                assertEquals(1, run.err().lines().count(), run.err());
                assertTrue(run.err().contains("foo.ko: is no") && run.err().contains("regular file"), run.err());
            }
        }
        assertTrue(attack.isAlive());
        attack.destroyForcibly().waitFor();
        assertNotEquals(0, refused);
    }

    @Test
    void whatIsNoEntryOfTheCacheIsCollected() throws IOException, InterruptedException {
        succeeds(soon("-q", "apply", manifest.toString()));
        Path cache = host.state.resolve(".ckms/cache");
        asOwner("cd " + cache + " && mkdir -p zz yy xx/entry.json/full ww && mkfifo zz/entry.json vv"
                + " && truncate -s 2T yy/entry.json && ln -s /dev/zero ww/entry.json");
        succeeds(soon("gc"));
        for (String name : List.of("zz", "yy", "xx", "ww", "vv")) {
            assertTrue(!Files.exists(cache.resolve(name)), name);
        }
    }

    @Test
    void symbolsThatArePipesOrEndlessDoNotHoldAnybodyUp() throws IOException, InterruptedException {
        succeeds(soon("-q", "apply", manifest.toString()));
        Path symbols = built("foo").resolve("Module.symvers");
        for (String plant : List.of("mkfifo", "truncate -s 2T", "mkdir")) {
            asOwner("rm -rf " + symbols + " && " + plant + " " + symbols);
            succeeds(soon("plan", manifest.toString()));
            succeeds(soon("-q", "apply", manifest.toString()));
            succeeds(soon("status"));
        }
        succeeds(soon("-q", "-k", oldKernel, "uninstall", "bar=1"));
        succeeds(soon("-q", "-k", oldKernel, "clean", "bar=1"));
        Run again = soon("-q", "apply", manifest.toString());
        assertEquals(4, again.code(), again.toString());
        assertTrue(again.err().contains("Module.symvers: is not a regular file"), again.err());
    }

    /** Whether a guess of its digest is right or wrong, root writes nothing and does the same. */
    @Test
    void rootLearnsNothingOfASecretThatALinkLeadsTo() throws IOException, InterruptedException {
        Path secret = Files.writeString(host.scratch.resolve("secret"), "what only root may read\n");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        succeeds(soon("-q", "apply", manifest.toString()));
        Path symbols = built("foo").resolve("Module.symvers");
        String text = Files.readString(record("bar"));
        String kept = symbols(text);
        assertTrue(kept.contains(Digest.of(symbols)), text);
        String digest = Digest.of(symbols);
        asOwner("ln -sf " + secret + " " + symbols);
        List<Run> runs = new ArrayList<>();
        for (String guess : List.of(Digest.of(secret), Digest.of("wrong"))) {
            Files.writeString(record("bar"), text.replace(digest, guess));
            runs.add(soon("apply", manifest.toString()));
            assertEquals(kept.replace(digest, guess), symbols(Files.readString(record("bar"))));
        }
        assertEquals(runs.get(0), runs.get(1));
    }

    @Test
    void aSourceMayHoldAPipeButNoEndlessFile() throws IOException, InterruptedException {
        succeeds(RealHost.run(Map.of(), "mkfifo", sources + "/foo/pipe"));
        succeeds(soon("-q", "apply", manifest.toString()));
        succeeds(RealHost.run(Map.of(), "truncate", "-s", "2T", sources + "/foo/endless"));
        succeeds(soon("plan", manifest.toString()));
        succeeds(soon("-q", "-k", oldKernel, "uninstall", "foo=1"));
        succeeds(soon("-q", "-k", oldKernel, "clean", "foo=1"));
        Run run = soon("-q", "-k", oldKernel, "build", "foo=1");
        assertEquals(1, run.code(), run.toString());
        assertTrue(run.err().contains("foo/endless: is longer than 1024 MiB"), run.err());
    }

    @Test
    void aLogThatBecameAPipeIsNotWaitedFor() throws IOException, InterruptedException {
        succeeds(soon("-q", "apply", manifest.toString()));
        Path log = built("foo").resolve("logs/build.log");
        asOwner("rm " + log + " && mkfifo " + log);
        soon("log", "foo");
        soon("status");
        soon("doctor");
    }

    @Test
    void neitherIsOneThatAHookReplacedByAPipe() throws IOException, InterruptedException {
        Files.writeString(
                sources.resolve("foo/ckms.ini"),
                "[general]\nname = foo\nversion = 1\n[hooks]\nbuild = cd ../" + oldKernel + "/x86_64/logs"
                        + " && rm build.log && mkfifo build.log; exit 7\n[module.foo]\npath = .\ndest = extra\n");
        Run run = soon("-q", "apply", manifest.toString());
        assertEquals(4, run.code(), run.toString());
        assertTrue(run.err().contains("ended with exit status 7"), run.err());
    }

    @Test
    void whatIsNamedOnTheCommandLineMayBeAPipeButHasAnEnd() throws IOException, InterruptedException {
        String ckms = String.join(" ", host.command());
        Run piped = RealHost.run(
                Map.of(), "bash", "-c", "cd " + host.scratch + " && " + ckms + " plan <(cat manifest.yaml)");
        succeeds(piped);
        assertTrue(piped.out().contains("foo=1"), piped.out());
        succeeds(RealHost.run(
                Map.of(),
                "bash",
                "-c",
                "cd " + host.scratch + " && " + ckms + " plan manifest.yaml --out p && " + ckms
                        + " -q apply --plan <(cat p) && " + ckms + " check <(cat manifest.yaml)"));
        for (List<String> words : List.of(
                List.of("plan", "/dev/zero"),
                List.of("apply", "--plan", "/dev/zero"),
                List.of("check", "/dev/zero"),
                List.of("--config", "/dev/zero", "status"),
                List.of("-c", "/dev/zero", "add", sources + "/foo"))) {
            Run run = soon(words.toArray(String[]::new));
            assertEquals(1, run.code(), run.toString());
            assertTrue(run.err().contains("/dev/zero") && run.err().contains("longer than"), run.err());
        }
    }
}
