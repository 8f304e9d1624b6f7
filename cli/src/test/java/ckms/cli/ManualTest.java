package ckms.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.cli.console.Console;
import ckms.engine.host.process.HostProcesses;
import ckms.model.config.ConfigReader;
import ckms.model.recipe.Hook;
import ckms.model.recipe.RecipeFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Each command, option, hook and variable that there is stands in the manual. */
class ManualTest {
    private static String page(String name) throws IOException {
        return Files.readString(Path.of("..", "docs", name));
    }

    private static CommandLine program() {
        var nowhere = new PrintStream(new ByteArrayOutputStream());
        var console =
                Console.of(InputStream.nullInputStream(), nowhere, nowhere, Console.Colors.NONE, Console.Terminal.NONE);
        var program = new CommandLine(new Ckms(console, new HostProcesses(), List.of()));
        Commands.add(program, Commands.names());
        return program;
    }

    private static void has(String page, List<String> entries) throws IOException {
        String text = page(page);
        List<String> missing = entries.stream()
                .filter(entry -> !text.contains("\n.It " + entry + "\n")
                        && !text.contains("\n.It " + entry + " ")
                        && !text.matches("(?s).*\n\\.It [^\n]*, \\Q" + entry + "\\E( [^\n]*)?\n.*"))
                .toList();
        assertEquals(List.of(), missing);
    }

    @Test
    void eachCommandHasItsEntry() throws IOException {
        List<String> commands = program().getSubcommands().entrySet().stream()
                .filter(command ->
                        !command.getValue().getCommandSpec().usageMessage().hidden())
                .map(command -> "Cm " + command.getKey())
                .toList();
        assertTrue(commands.size() >= 11, commands.toString());
        has("ckms.8", commands);
    }

    @Test
    void eachOptionHasItsEntry() throws IOException {
        var options = new ArrayList<String>();
        for (CommandLine command : program().getSubcommands().values()) {
            command.getCommandSpec().options().forEach(option -> {
                for (String name : option.names()) {
                    options.add(name.startsWith("--") ? "Fl Fl " + name.substring(2) : "Fl " + name.substring(1));
                }
            });
        }
        assertTrue(options.size() > 20, options.toString());
        has("ckms.8", options);
    }

    @Test
    void eachOptionAndHookOfARecipeHasItsEntry() throws IOException {
        var entries = new ArrayList<String>();
        for (List<String> names : List.of(RecipeFile.OPTIONS, RecipeFile.MODULE_OPTIONS, Hook.options())) {
            names.forEach(name -> entries.add("Ic " + name));
        }
        has("ckms.ini.5", entries);
    }

    @Test
    void eachVariableOfAHookAndEachImplicitOptionHasItsEntry() throws IOException {
        has(
                "ckms.ini.5",
                List.of(
                        "Ev PATH",
                        "Ev SHELL",
                        "Ev MAKE",
                        "Ev CKMS_PACKAGE_NAME",
                        "Ev CKMS_PACKAGE_VERSION",
                        "Ev CKMS_JOBS",
                        "Ev CKMS_STATEDIR",
                        "Ev CKMS_DESTDIR",
                        "Ev CKMS_DEPMOD",
                        "Ev CKMS_KERNEL_HDRDIR",
                        "Ev CKMS_KERNEL_VERSION",
                        "Ev CKMS_KERNEL_MACHINE",
                        "Ev CKMS_KERNEL_ARCH",
                        "Ev CKMS_MAKE_ARGS",
                        "Ev LLVM",
                        "Ev LLVM_IAS",
                        "Ev LD",
                        "Ic ckms_statedir",
                        "Ic ckms_destdir",
                        "Ic kernel_hdrdir",
                        "Ic kernel_version",
                        "Ic kernel_machine",
                        "Ic kernel_arch"));
    }

    @Test
    void eachOptionOfTheConfigurationHasItsEntryAndEachOfItsHooksIsNamed() throws IOException {
        has(
                "ckms-config.ini.5",
                ConfigReader.OPTIONS.stream().map(name -> "Ic " + name).toList());
        String page = page("ckms-config.ini.5");
        Hook.AROUND.forEach(hook -> assertTrue(page.contains("\n.Ic " + hook.option() + " "), hook.option()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "2", "4", "64", "75", "130 , 143"})
    void eachExitCodeHasItsEntry(String code) throws IOException {
        has("ckms.8", List.of(code));
    }

    @Test
    void theDifferencesFromTheOriginalHaveAChapter() throws IOException {
        assertTrue(page("ckms.8").contains("\n.Sh DIFFERENCES FROM CKMS\n"));
    }
}
