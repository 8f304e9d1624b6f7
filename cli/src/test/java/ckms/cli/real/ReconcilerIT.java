package ckms.cli.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.cli.real.RealHost.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Six real packages on three real kernels, of which one uses symbols of another and several do not compile on the newer
 * kernels: what a plan says after each thing that can happen, and only that.
 */
class ReconcilerIT extends OnRealHost {
    private static final Pattern STEP =
            Pattern.compile("\"id\" : \"([^\"]*)\",.*?\"reason\" : \"([^\"]*)\"", Pattern.DOTALL);

    private final String cloud = RealHost.newKernel();
    private final String recent = RealHost.recentKernel();
    private Path root;
    private Path sources;
    private Path manifest;

    @BeforeEach
    void threeKernelsAndSixPackages() throws IOException, InterruptedException {
        root = Files.createDirectories(host.scratch.resolve("root"));
        sources = Files.createDirectories(host.scratch.resolve("src"));
        Path state = Files.createDirectories(root.resolve("var/lib/ckms"));
        if (host.isRoot()) {
            RealHost.run(Map.of(), "chown", "-R", RealHost.NOBODY + ":" + RealHost.NOBODY, state.toString());
        }
        for (String kernel : List.of(oldKernel, recent, cloud)) {
            addKernel(kernel, kernel);
        }
        copy("acpi-call-1.2.2", "acpi-call");
        copy("tp_smapi-0.43", "tp_smapi");
        host.recipe("acpi-call", "1.2.2", RealHost.kbuild(), "acpi_call");
        host.recipe("thinkpad-ec", "0.43", RealHost.kbuild("TP_MODULES=thinkpad_ec.o"), "thinkpad_ec");
        host.recipe("tp-smapi", "0.43", RealHost.kbuild("TP_MODULES=tp_smapi.o"), "tp_smapi");
        manifest = host.scratch.resolve("manifest.yaml");
        Files.writeString(manifest, """
                schema: 1
                name: test
                prune: owned
                packages:
                  - {name: acpi-call, version: 1.2.2, source: src/acpi-call, recipe: acpi-call.ini}
                  - {name: tp-smapi, version: "0.43", source: src/tp_smapi, recipe: tp-smapi.ini, depends_on: [thinkpad-ec]}
                  - {name: thinkpad-ec, version: "0.43", source: src/tp_smapi, recipe: thinkpad-ec.ini}
                  - {name: v4l2loopback, version: 0.12.7, source: %s, recipe: %s}
                  - {name: dm-writeboost, version: 2.2.17, source: %s, recipe: %s}
                  - {name: ddcci, version: 0.4.2, source: %s, recipe: %s}
                """.formatted(
                        RealHost.source("v4l2loopback-0.12.7"), example("v4l2loopback"),
                        RealHost.source("dm-writeboost-2.2.17"), example("dm-writeboost"),
                        RealHost.source("ddcci-0.4.2"), example("ddcci")));
    }

    private static Path example(String name) {
        return Path.of("..", "examples", name + ".ini").toAbsolutePath().normalize();
    }

    private void addKernel(String release, String headers) throws IOException {
        RealHost.addKernel(release, headers, root);
    }

    private void copy(String source, String name) throws IOException, InterruptedException {
        succeeds(RealHost.run(
                Map.of(),
                "cp",
                "-r",
                RealHost.source(source).toString(),
                sources.resolve(name).toString()));
    }

    private Run ckms(String... words) throws IOException, InterruptedException {
        return host.ckmsOnRoot(root, words);
    }

    /** The steps of a plan and their reasons. */
    private Map<String, String> plan() throws IOException, InterruptedException {
        Run run = ckms("plan", "--json", manifest.toString());
        assertTrue(Set.of(0, 4).contains(run.code()), run.toString());
        Map<String, String> steps = new TreeMap<>();
        Matcher matcher = STEP.matcher(run.out());
        while (matcher.find()) {
            steps.put(matcher.group(1), matcher.group(2));
        }
        return steps;
    }

    private void apply(String... options) throws IOException, InterruptedException {
        var words = new java.util.ArrayList<>(List.of("-q", "apply", manifest.toString()));
        words.addAll(List.of(options));
        Run run = ckms(words.toArray(String[]::new));
        assertTrue(Set.of(0, 4).contains(run.code()), run.toString());
    }

    private static Map<String, String> steps(String... idsAndReasons) {
        Map<String, String> steps = new TreeMap<>();
        for (int i = 0; i < idsAndReasons.length; i += 2) {
            steps.put(idsAndReasons[i], idsAndReasons[i + 1]);
        }
        return steps;
    }

    private static String on(String pkg, String release) {
        return pkg + "@" + release + "/x86_64";
    }

    private static String depmod(String release) {
        return "depmod " + release + "/x86_64";
    }

    private void rebuilt(Map<String, String> steps, String pkg, String release, String reason) {
        steps.put("rebuild " + on(pkg, release), reason);
        steps.put("reinstall " + on(pkg, release), "built anew");
        steps.put(depmod(release), "modules changed");
    }

    @Test
    void thePlanSaysJustWhatHappened() throws IOException, InterruptedException {
        assertEquals(6 + 18 + 18 + 3, plan().size(), "add, build, install, depmod");
        apply();
        assertEquals(Map.of(), plan(), "what does not compile is not tried again");
        String blocked = ckms("plan", manifest.toString()).out();
        for (String pkg : List.of("v4l2loopback=0.12.7", "tp-smapi=0.43", "thinkpad-ec=0.43", "ddcci=0.4.2")) {
            assertEquals(
                    2,
                    blocked.lines().filter(line -> line.contains("!   " + pkg)).count(),
                    blocked);
        }
        assertTrue(blocked.contains("error: implicit declaration of function 'strlcpy'"), blocked);
        assertTrue(host.modinfo("depends", root.resolve("lib/modules/" + oldKernel + "/extra/tp_smapi.ko"))
                .contains("thinkpad_ec"));

        aSourceIsTouched();
        aRecipeIsTouched();
        anInstalledFileIsDeleted();
        aKernelGoesAndComes();
        aPackageIsUpgraded();
        aDependencyBreaks();
    }

    private void aSourceIsTouched() throws IOException, InterruptedException {
        Files.setLastModifiedTime(
                sources.resolve("acpi-call/acpi_call.c"), java.nio.file.attribute.FileTime.fromMillis(1));
        assertEquals(Map.of(), plan(), "its time alone is no change");
        Files.writeString(sources.resolve("acpi-call/new.h"), "/* new */\n");
        Map<String, String> expected = steps();
        for (String kernel : List.of(oldKernel, recent, cloud)) {
            rebuilt(expected, "acpi-call=1.2.2", kernel, "source changed");
        }
        assertEquals(expected, plan());
        apply("--target", "acpi-call");
        assertEquals(Map.of(), plan());
    }

    private void aRecipeIsTouched() throws IOException, InterruptedException {
        Path recipe = host.scratch.resolve("acpi-call.ini");
        String before = Files.readString(recipe);
        Files.writeString(recipe, before.replace("[hooks]\n", "[hooks]\npost_install = true\n"));
        assertEquals(steps("refresh acpi-call=1.2.2", "recipe changed"), plan(), "nothing that its build uses");
        Files.writeString(recipe, before.replace("dest = extra", "dest = updates"));
        Map<String, String> expected = steps("refresh acpi-call=1.2.2", "recipe changed");
        for (String kernel : List.of(oldKernel, recent, cloud)) {
            expected.put("reinstall " + on("acpi-call=1.2.2", kernel), "dest changed");
            expected.put(depmod(kernel), "modules changed");
        }
        assertEquals(expected, plan());
        Files.writeString(recipe, before);
        assertEquals(Map.of(), plan());
    }

    private void anInstalledFileIsDeleted() throws IOException, InterruptedException {
        String file = oldKernel + "/extra/acpi_call.ko";
        Files.delete(root.resolve("lib/modules").resolve(file));
        Map<String, String> expected = steps(
                "reinstall " + on("acpi-call=1.2.2", oldKernel),
                file + " is gone",
                depmod(oldKernel),
                "modules changed");
        assertEquals(expected, plan());
        assertTrue(ckms("plan", manifest.toString())
                .out()
                .startsWith("Drift since the last apply:\n  ~   " + on("acpi-call=1.2.2", oldKernel)
                        + "  installed -> built  " + file + " is gone\n"));
        apply("--target", "acpi-call");
        assertEquals(Map.of(), plan());
    }

    private void aKernelGoesAndComes() throws IOException, InterruptedException {
        Path kernel = root.resolve("lib/modules").resolve(cloud);
        Path away = host.scratch.resolve("away");
        Files.move(kernel, away);
        Map<String, String> gone = plan();
        assertEquals("its kernel is gone", gone.get("clean " + on("acpi-call=1.2.2", cloud)));
        assertTrue(
                gone.keySet().stream()
                        .allMatch(id -> id.matches("(uninstall|clean) .*@" + Pattern.quote(cloud) + "/x86_64")),
                gone.toString());
        Files.move(away, kernel);
        assertEquals(Map.of(), plan());
        String another = cloud + "-2";
        addKernel(another, cloud);
        Map<String, String> come = plan();
        assertEquals("not built", come.get("build " + on("acpi-call=1.2.2", another)));
        assertEquals(6 + 6 + 1, come.size(), come.toString());
        assertTrue(come.keySet().stream().allMatch(id -> id.contains(another)), come.toString());
        Files.delete(root.resolve("lib/modules").resolve(another).resolve("build"));
        Files.delete(root.resolve("lib/modules").resolve(another));
    }

    private void aPackageIsUpgraded() throws IOException, InterruptedException {
        Files.writeString(manifest, Files.readString(manifest).replace("version: 1.2.2,", "version: 1.2.3,"));
        Path recipe = host.scratch.resolve("acpi-call.ini");
        Files.writeString(recipe, Files.readString(recipe).replace("1.2.2", "1.2.3"));
        Map<String, String> expected =
                steps("add acpi-call=1.2.3", "not added", "remove acpi-call=1.2.2", "no longer in the manifest");
        for (String kernel : List.of(oldKernel, recent, cloud)) {
            expected.put("build " + on("acpi-call=1.2.3", kernel), "not built");
            expected.put("install " + on("acpi-call=1.2.3", kernel), "replaces 1.2.2");
            expected.put("clean " + on("acpi-call=1.2.2", kernel), "replaced by acpi-call=1.2.3");
            expected.put(depmod(kernel), "modules changed");
        }
        assertEquals(expected, plan());
        apply("--exclude", "v4l2loopback", "--exclude", "ddcci", "--exclude", "thinkpad-ec");
        assertEquals(Map.of(), plan());
        assertTrue(Files.notExists(root.resolve("var/lib/ckms/acpi-call/1.2.2")));
    }

    private void aDependencyBreaks() throws IOException, InterruptedException {
        Path recipe = host.scratch.resolve("thinkpad-ec.ini");
        Files.writeString(recipe, Files.readString(recipe).replace("build = ", "build = true; "));
        Map<String, String> expected = steps("refresh thinkpad-ec=0.43", "recipe changed");
        rebuilt(expected, "thinkpad-ec=0.43", oldKernel, "recipe changed");
        rebuilt(expected, "tp-smapi=0.43", oldKernel, "thinkpad-ec=0.43 is built anew");
        for (String kernel : List.of(recent, cloud)) {
            for (String pkg : List.of("thinkpad-ec=0.43", "tp-smapi=0.43")) {
                expected.put("build " + on(pkg, kernel), "not built");
                expected.put("install " + on(pkg, kernel), "not installed");
            }
            expected.put(depmod(kernel), "modules changed");
        }
        assertEquals(expected, plan());
        Files.writeString(recipe, Files.readString(recipe).replace("build = true; ", "build = exit 1; "));
        Run failed = ckms("-k", oldKernel, "apply", manifest.toString());
        assertEquals(4, failed.code(), failed.toString());
        assertTrue(
                failed.out()
                        .contains("rebuild " + on("tp-smapi=0.43", oldKernel) + " skipped, since rebuild "
                                + on("thinkpad-ec=0.43", oldKernel) + " failed"),
                failed.out());
        assertTrue(Files.exists(root.resolve("lib/modules/" + oldKernel + "/extra/tp_smapi.ko")), "as it was");
    }
}
