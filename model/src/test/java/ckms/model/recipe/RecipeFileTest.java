package ckms.model.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.model.Kernel;
import ckms.model.PackageId;
import ckms.model.Parsed;
import ckms.model.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecipeFileTest {
    private static final RecipeContext CONTEXT = new RecipeContext(
            Path.of("/state"), Path.of("/dest"), new Kernel("6.1.0-1", "aarch64"), Path.of("/headers"));

    private static final String GOOD = """
            [general]
            name = foo
            version = 1.10
            [hooks]
            build = make -C %(kernel_hdrdir)s ARCH=%(kernel_arch)s V=%(version)s
            [module.foo]
            path = src/./foo
            dest = extra
            """;

    private static Parsed<Recipe> read(String text) {
        return RecipeFile.read(SourceText.of("ckms.ini", text)).then(file -> file.forKernel(CONTEXT));
    }

    private static List<String> errors(String text) {
        return read(text).diagnostics().stream()
                .map(error -> error.place().orElseThrow().line() + " " + error.code())
                .toList();
    }

    @Test
    void aRecipeIsResolvedForAKernel() {
        Recipe recipe = read(GOOD).orElseThrow();
        assertEquals(new PackageId("foo", "1.10"), recipe.pkg());
        assertEquals("make -C /headers ARCH=arm64 V=1.10", recipe.hooks().get(Hook.BUILD));
        assertEquals(
                List.of(new KernelModule(
                        "foo", Path.of("src/foo"), Path.of("extra"), Condition.Fixed.YES, Condition.Fixed.YES)),
                recipe.modules());
        assertEquals("gmake", recipe.make());
    }

    @Test
    void modulesAreOrderedByNameAndMaySayWhetherTheyAreStripped() {
        Recipe recipe =
                read(GOOD + "[module.bar]\npath=.\ndest=extra/bar\nstrip=no\n").orElseThrow();
        assertEquals(
                List.of("bar", "foo"),
                recipe.modules().stream().map(KernelModule::name).toList());
        assertEquals(
                List.of(Condition.Fixed.NO, Condition.Fixed.YES),
                recipe.modules().stream().map(KernelModule::strip).toList());
    }

    @Test
    void aRecipeWithoutANameAndAVersionSaysBoth() {
        assertEquals(List.of("1 no-name", "1 no-version"), errors("[general]\n[module.x]\npath=.\ndest=.\n"));
    }

    @Test
    void aRecipeWithoutAModuleIsRefused() {
        assertEquals(List.of("1 no-module"), errors("[general]\nname=a\nversion=1\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "a/../../b", "/etc", "-x", "a/-x"})
    void aFolderThatLeadsOutsideIsRefused(String folder) {
        assertEquals(List.of("7 bad-path"), errors(GOOD.replace("src/./foo", folder)));
        assertEquals(List.of("8 bad-dest"), errors(GOOD.replace("dest = extra", "dest = " + folder)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "..", ".x", "-x", "a b", ""})
    void aModuleNameThatIsNoFileNameIsRefused(String name) {
        assertTrue(!read(GOOD.replace("[module.foo]", "[module." + name + "]"))
                .diagnostics()
                .isEmpty());
    }

    @Test
    void whatTheRecipeDoesNotSayIsAsInTheOriginal() {
        Recipe recipe = read(GOOD).orElseThrow();
        assertEquals("gmake", recipe.make());
        assertEquals(Condition.Fixed.NO, recipe.initramfs());
        assertEquals(Condition.Fixed.YES, recipe.modules().get(0).strip());
    }

    @Test
    void theImpliedOptionsCanBeReferredToInEverySection() {
        Recipe recipe = read(GOOD.replace("path = src/./foo", "path = %(kernel_version)s/%(kernel_machine)s")
                        .replace("V=%(version)s", "%(ckms_statedir)s %(ckms_destdir)s"))
                .orElseThrow();
        assertEquals("make -C /headers ARCH=arm64 /state /dest", recipe.hooks().get(Hook.BUILD));
        assertEquals(Path.of("6.1.0-1/aarch64"), recipe.modules().get(0).path());
    }

    @ParameterizedTest
    @CsvSource({
        "1, true",
        "yes, true",
        "true, true",
        "on, true",
        "YES, true",
        "0, false",
        "no, false",
        "false, false",
        "Off, false"
    })
    void aBooleanIsSpeltAsCPythonSpellsIt(String text, boolean holds) {
        Recipe recipe = read(GOOD.replace("[hooks]", "initramfs = " + text + "\n[hooks]"))
                .orElseThrow();
        assertEquals(new Condition.Fixed(holds), recipe.initramfs());
    }

    @Test
    void aBooleanMustBeOne() {
        assertEquals(List.of("4 bad-strip"), errors(GOOD.replace("[hooks]", "strip = perhaps\n[hooks]")));
    }

    @Test
    void aShellMayAnswerWhereABooleanStands() {
        Recipe recipe = read(GOOD.replace("[hooks]", "initramfs = sh: test -e /x\n[hooks]")
                        + "strip = sh:false\nif = sh: test %(kernel_arch)s = arm64\n")
                .orElseThrow();
        assertEquals(new Condition.Shell("test -e /x"), recipe.initramfs());
        assertEquals(
                new Condition.Shell("test arm64 = arm64"),
                recipe.modules().get(0).included());
        assertEquals(new Condition.Shell("false"), recipe.modules().get(0).strip());
        assertEquals(List.of("9 bad-if"), errors(GOOD + "if = sh:\n"));
    }

    @Test
    void aModuleMayBeLeftOutByIf() {
        Recipe recipe = read(GOOD + "if = no\n").orElseThrow();
        assertEquals(Condition.Fixed.NO, recipe.modules().get(0).included());
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        assertEquals(
                List.of("6 ini-percent", "8 bad-path", "9 bad-dest"),
                errors(GOOD.replace("src/./foo", "..")
                        .replace("= extra", "= /x")
                        .replace("make -C", "\n date +%s")));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theExamplesAreGoodRecipes(Path file) throws IOException {
        Recipe recipe = read(Files.readString(file)).orElseThrow();
        assertEquals(file.getFileName().toString(), recipe.pkg().name() + ".ini");
        assertEquals(List.of(), RecipeFile.faults(SourceText.of(file.toString(), Files.readString(file)), CONTEXT));
    }

    static List<Path> examples() throws IOException {
        try (var files = Files.list(Path.of("..", "examples"))) {
            return files.sorted().toList();
        }
    }

    @Test
    void openZfsHasTwoModulesAndIsNeededInTheInitramfs() throws IOException {
        Recipe recipe =
                read(Files.readString(Path.of("..", "examples", "zfs.ini"))).orElseThrow();
        assertEquals(
                List.of("spl", "zfs"),
                recipe.modules().stream().map(KernelModule::name).toList());
        assertEquals(Condition.Fixed.YES, recipe.initramfs());
        assertTrue(recipe.hooks().keySet().containsAll(List.of(Hook.CONFIGURE, Hook.BUILD, Hook.POST_BUILD)));
    }
}
