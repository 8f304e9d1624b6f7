package ckms.cli;

import ckms.cli.command.AddCommand;
import ckms.cli.command.ApplyCommand;
import ckms.cli.command.BuildCommand;
import ckms.cli.command.BuildSideCommand;
import ckms.cli.command.CheckCommand;
import ckms.cli.command.CleanCommand;
import ckms.cli.command.DoctorCommand;
import ckms.cli.command.ExplainCommand;
import ckms.cli.command.GcCommand;
import ckms.cli.command.InitCommand;
import ckms.cli.command.InstallCommand;
import ckms.cli.command.LogCommand;
import ckms.cli.command.PlainStatusCommand;
import ckms.cli.command.PlanCommand;
import ckms.cli.command.RemoveCommand;
import ckms.cli.command.ShowCommand;
import ckms.cli.command.StatusCommand;
import ckms.cli.command.UninstallCommand;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;

/**
 * The commands by their names. Picocli takes as long to look at all of them as ckms takes to plan, so only those that
 * were typed are made.
 */
final class Commands {
    private static final Map<String, Supplier<Object>> ALL = all();

    private Commands() {}

    private static Map<String, Supplier<Object>> all() {
        Map<String, Supplier<Object>> all = new LinkedHashMap<>();
        all.put("plan", PlanCommand::new);
        all.put("apply", ApplyCommand::new);
        all.put("show", ShowCommand::new);
        all.put("explain", ExplainCommand::new);
        all.put("log", LogCommand::new);
        all.put("doctor", DoctorCommand::new);
        all.put("gc", GcCommand::new);
        all.put("init", InitCommand::new);
        all.put("check", CheckCommand::new);
        all.put("add", AddCommand::new);
        all.put("build", BuildCommand::new);
        all.put("install", InstallCommand::new);
        all.put("uninstall", UninstallCommand::new);
        all.put("clean", CleanCommand::new);
        all.put("remove", RemoveCommand::new);
        all.put("status", StatusCommand::new);
        all.put("plain-status", PlainStatusCommand::new);
        all.put("build-side", BuildSideCommand::new);
        return all;
    }

    /** Says whether a command line can be parsed with only the commands that are among its words. */
    static boolean mayBeFew(List<String> words) {
        return words.stream().anyMatch(ALL::containsKey)
                && words.stream().noneMatch(word -> word.equals("-h") || word.equals("--help"));
    }

    /** Adds to the program the commands whose names are among some words. */
    static void add(CommandLine program, Collection<String> words) {
        ALL.forEach((name, command) -> {
            if (words.contains(name)) {
                program.addSubcommand(name, command.get());
            }
        });
    }

    /** Lists the names of all commands. */
    static Collection<String> names() {
        return ALL.keySet();
    }
}
