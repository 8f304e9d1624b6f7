package ckms.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the commands with a manifest do beside planning: apply, explain, init, JSON, exit codes. */
class PlanAndApplyTest extends OnAFakeRoot {
    private static final String FOO = manifest("6.1.0-1", "foo=1.0");

    @TempDir
    Path outside;

    private void applied(String manifest) {
        assertEquals(0, ckms(manifest, "-D", "apply", "-"), err());
    }

    @Test
    void planApplyPlan() {
        assertEquals(2, ckms(FOO, "-D", "plan", "-", "--detailed-exitcode"));
        assertEquals(2, ckms(FOO, "-D", "apply", "-", "--detailed-exitcode"));
        assertTrue(out().endsWith("Applied: 3 done, 0 failed, 0 skipped.\n"), out());
        assertEquals(0, ckms(FOO, "-D", "plan", "-", "--detailed-exitcode"));
        assertEquals("Nothing to do: 1 unchanged.\n", out());
        assertEquals(0, ckms(FOO, "-D", "apply", "-", "--detailed-exitcode"));
    }

    @Test
    void allDefaultManifestsTogetherAreWhatIsWanted() throws IOException {
        write("etc/ckms/manifest.yaml", FOO);
        write("etc/ckms/manifests.d/20-baz.yaml", manifest("6.1.0-1", "baz=1"));
        write("etc/ckms/manifests.d/10-bar.yaml", manifest("6.1.0-1", "bar=1").replace("name: ws", "name: other"));
        write("etc/ckms/manifests.d/not-one.txt", "nonsense");
        assertEquals(0, ckms("", "-D", "plan"), err());
        assertTrue(out().endsWith("Plan: 3 to install, 0 unchanged.\n"), out());
        assertEquals(0, ckms("", "-D", "plan", "ROOT/etc/ckms/manifests.d"));
        assertTrue(out().endsWith("Plan: 2 to install, 0 unchanged.\n"), out());
    }

    @Test
    void whatIsWrongWithSeveralFilesIsSaidInOneRun() throws IOException {
        write(
                "a.yaml",
                "schema: 1\npackages:\n  - {name: foo, version: '1.0', source: usr/src/foo-1.0, depends_on: [bax]}\n");
        write(
                "b.yaml",
                "schema: 2\npackages:\n  - {name: foo, version: '1.0', source: usr/src/foo-1.0}\n  - {name: bar}\n");
        assertEquals(1, ckms("", "plan", "ROOT/a.yaml", "ROOT/b.yaml"));
        assertEquals(
                List.of(
                        "ROOT/b.yaml:1:9: error[schema]: this ckms reads schema 1, not 2",
                        "ROOT/b.yaml:3:12: error[duplicate-package]: foo=1.0 stands in ROOT/a.yaml:3:12 already; join the two",
                        "ROOT/b.yaml:4:5: error[missing-key]: the package has no 'version'",
                        "ROOT/a.yaml:3:71: error[unknown-dependency]: no manifest lists 'bax'; did you mean 'bar'?"),
                err().lines().filter(line -> line.startsWith("ROOT")).toList());
    }

    @Test
    void aCircleIsShown() {
        String text = """
                schema: 1
                packages:
                  - {name: foo, version: '1.0', source: ROOT/usr/src/foo-1.0, depends_on: [bar]}
                  - {name: bar, version: 1, source: ROOT/usr/src/bar-1, depends_on: [baz]}
                  - {name: baz, version: 1, source: ROOT/usr/src/baz-1, depends_on: [foo]}
                """;
        assertEquals(1, ckms(text, "plan", "-"));
        assertTrue(err().contains("in a circle: baz=1 -> foo=1.0 -> bar=1 -> baz=1"), err());
    }

    @Test
    void aDependencyHasToCoverItsDependents() {
        String text = manifest("6.1.0-1", "foo=1.0") + """
                  - name: bar
                    version: 1
                    source: ROOT/usr/src/bar-1
                    depends_on: [foo]
                """;
        assertEquals(1, ckms(text, "plan", "-"));
        assertTrue(
                err().contains(
                                "standard input:11:18: error[dependency]: bar=1 is to be installed on 6.6.0-1/x86_64, where"
                                        + " foo is not listed (and 1 kernels more)"),
                err());
    }

    @Test
    void applyingIsConfirmedOrNot() {
        assertEquals(1, ckms(FOO, "-D", "apply", "-", "--confirm"), "standard input is at its end");
        assertTrue(err().endsWith("ckms: error: not applied\n"), err());
        ckms(FOO, "-D", "plan", "-", "--out", "ROOT/plan.json");
        assertEquals(1, ckms("n\n", "-D", "apply", "--plan", "ROOT/plan.json", "--confirm"));
        assertEquals(0, ckms("y\n", "-D", "apply", "--plan", "ROOT/plan.json", "--confirm"));
        assertTrue(out().contains("Apply this? [y/N] "), out());
    }

    @Test
    void anAddressThatIsNoneIsRefusedWithItsForm() {
        for (String text : List.of("", "=1", "foo=", "foo@", "foo@6.1.0-1/", "a b", "../foo")) {
            assertEquals(1, ckms(FOO, "plan", "-", "--exclude", text), text);
            assertEquals(
                    "ckms: error: --exclude " + text
                            + ": this is no address; write NAME[=VERSION][@RELEASE[/MACHINE]]\n",
                    err());
        }
    }

    @Test
    void anAddressThatMeansNothingIsATypingError() {
        assertEquals(1, ckms(FOO, "plan", "-", "--target", "fou"));
        assertEquals(
                "ckms: error: --target fou: the manifests list nothing of that name; did you mean 'foo'?\n", err());
        assertEquals(1, ckms(FOO, "plan", "-", "-k", "6.1.0-2"));
        assertTrue(err().contains("did you mean '6.1.0-1'?"), err());
    }

    @Test
    void everythingAboutOneCellIsExplained() throws IOException {
        applied(FOO);
        Files.writeString(root.root.resolve("usr/src/foo-1.0/new.c"), "x");
        assertEquals(0, ckms(FOO, "-D", "explain", "foo@6.1.0-1", "-"), err());
        assertEquals("""
                foo=1.0@6.1.0-1/x86_64
                  state       installed
                  wanted      installed, by the manifest ws in standard input:4:11
                  owner       ws
                  source      ROOT/usr/src/foo-1.0
                  built from  source: changed
                              recipe: unchanged
                              kernel headers: unchanged
                              compiler: unchanged
                              configuration: unchanged
                              signing key: unchanged
                  to do       rebuild: source changed
                              reinstall: built anew; after rebuild foo=1.0@6.1.0-1/x86_64
                """, out());
        assertEquals(1, ckms(FOO, "-D", "explain", "foo", "-"));
        assertTrue(
                err().contains("foo means several; name one: foo=1.0@6.1.0-1/x86_64, foo=1.0@6.6.0-1/x86_64"), err());
    }

    @Test
    void withWhatInitWritesThereIsNothingToDo() throws IOException {
        String all = manifest("[6.1.0-1, 6.6.0-1]", "foo=1.0", "bar=1") + """
                    depends_on: [foo]
                    overrides:
                      - {kernels: 6.6.0-1, state: built}
                  - name: baz
                    version: 1
                    source: ROOT/usr/src/baz-1
                    state: added
                """;
        applied(all);
        write("lib/modules/6.12.0-1/ckms-disable/bar/1", "");
        assertEquals(0, ckms("", "init", "ROOT/init.yaml"), err());
        assertEquals(0, ckms("", "-D", "plan", "ROOT/init.yaml"), err());
        assertTrue(out().startsWith("Nothing to do: "), out() + Files.readString(root.root.resolve("init.yaml")));
        assertEquals(1, ckms("", "init", "ROOT/init.yaml"));
        assertTrue(err().contains("is there already, and is left as it is"), err());
    }

    @Test
    void nothingIsThereYetForInit() {
        assertEquals(0, ckms("", "init"));
        String empty = out();
        assertEquals(0, ckms(empty, "plan", "-"), err());
        assertEquals("Nothing to do: 0 unchanged.\n", out());
    }

    @Test
    void aRunInJsonIsAnObjectALineAndNothingElse() {
        String bad = manifest("[6.1.0-1, 9.9.9]", "foo=1.0");
        assertEquals(4, ckms(bad, "-D", "apply", "-", "--json"));
        List<String> types = out().lines()
                .map(line -> line.replaceAll("^\\{(?:\"format_version\":\"1.0\",)?\"type\":\"([a-z_]+)\".*\\}$", "$1"))
                .toList();
        assertEquals(
                List.of(
                        "version",
                        "plan",
                        "step_started",
                        "step_ended",
                        "step_started",
                        "hook_started",
                        "step_ended",
                        "step_started",
                        "step_ended",
                        "summary"),
                types);
        assertTrue(out().endsWith("\"exit_code\":4}\n"), out());
    }

    @Test
    void whatIsWrongIsAlsoJson() {
        assertEquals(1, ckms("schema: 2\npackages: []\n", "plan", "-", "--json"));
        assertTrue(out().startsWith("{\"type\":\"diagnostic\",\"severity\":\"error\",\"code\":\"schema\""), out());
        assertTrue(err().contains("error[schema]"), err());
    }

    @ParameterizedTest
    @CsvSource({
        "explain --json nope -, refused",
        "show --json ROOT/none, refused",
        "status --json -s ROOT/none, refused",
        "plan --json ROOT/none, no-manifest"
    })
    void whateverTheCommand(String line, String code) {
        assertEquals(1, ckms(FOO, line.split(" ", -1)));
        assertTrue(
                out().startsWith("{\"type\":\"diagnostic\",\"severity\":\"error\",\"code\":\"" + code + "\""), out());
    }

    @Test
    void aPathThatIsNoneIsAnErrorWithItsPlace() {
        assertEquals(1, ckms(FOO.replace("ROOT/usr/src/foo-1.0", "\"\\ud800\""), "plan", "-"));
        assertTrue(err().startsWith("standard input:6:13: error[path]: "), err());
    }

    @Test
    void anEmptyAbsentCellNeedsNoSource() {
        applied(FOO);
        String absent = "schema: 1\npackages: [{name: foo, version: '1.0', state: absent}]\n";
        applied(absent);
        assertFalse(Files.exists(root.state.versions("foo").resolve("1.0")));
        assertFalse(Files.exists(root.modules().resolve("6.1.0-1/extra")));
    }

    @Test
    void disabledIsMarkedAndTheMarkGoesAgainButNobodyElses() throws IOException {
        String disabled = FOO + "    state: disabled\n";
        Path marker = root.modules().resolve("6.1.0-1/ckms-disable/foo/1.0");
        applied(disabled);
        assertEquals("disabled by the manifest ws\n", Files.readString(marker, UTF_8));
        assertEquals(0, ckms("", "status", "-k", "6.1.0-1"));
        applied(FOO);
        assertFalse(Files.exists(root.modules().resolve("6.1.0-1/ckms-disable")));
        applied(disabled);
        Files.writeString(marker, "");
        assertEquals(0, ckms(FOO, "-D", "apply", "-"));
        assertTrue(Files.exists(marker));
        assertTrue(out().contains("disabled by the host"), out());
    }

    @Test
    void anUpgradeRunsTheHooksOfBothVersions() throws IOException {
        Path config = Files.writeString(outside.resolve("config.ini"), "[ckms]\nsandbox = off\n");
        for (String version : List.of("1.0", "2.0")) {
            Path recipe = root.root.resolve("usr/src/foo-" + version + "/ckms.ini");
            StringBuilder hooks = new StringBuilder("[hooks]\n");
            for (String hook : List.of("pre_install", "post_install", "pre_uninstall", "post_uninstall")) {
                hooks.append("%s = echo %s %s >>%s/hooks.log\n".formatted(hook, hook, version, root.root));
            }
            Files.writeString(recipe, Files.readString(recipe).replace("[hooks]\n", hooks.toString()));
        }
        assertEquals(0, ckms(FOO, "-C", config.toString(), "-D", "apply", "-"), err());
        Files.delete(root.root.resolve("hooks.log"));
        assertEquals(0, ckms(manifest("6.1.0-1", "foo=2.0"), "-C", config.toString(), "-D", "apply", "-"), err());
        assertEquals(
                List.of("pre_uninstall 1.0", "pre_install 2.0", "post_uninstall 1.0", "post_install 2.0"),
                Files.readAllLines(root.root.resolve("hooks.log")));
    }

    @Test
    void inputsAreReadOnceMoreAfterTheyWereTouchedAndThenNot() throws IOException {
        applied(FOO);
        Path source = root.root.resolve("usr/src/foo-1.0/for-6.1.0-1.ko");
        Files.setLastModifiedTime(source, java.nio.file.attribute.FileTime.fromMillis(1));
        Path record = root.state.root().resolve(".ckms/built/foo@1.0@6.1.0-1-x86_64.json");
        String before = Files.readString(record);
        assertEquals(0, ckms(FOO, "-D", "plan", "-"));
        assertEquals(before, Files.readString(record), "a plan changes nothing");
    }
}
