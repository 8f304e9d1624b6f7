package ckms.cli;

import ckms.cli.console.Console;
import ckms.cli.console.ExitCode;
import ckms.cli.console.RefusedException;
import ckms.cli.console.StandardOutput;
import ckms.cli.options.OptionCheck;
import ckms.cli.render.DiagnosticText;
import ckms.cli.render.JsonLines;
import ckms.engine.host.files.FileProblem;
import ckms.engine.host.process.HostProcesses;
import ckms.engine.host.process.Processes;
import ckms.engine.store.StateBusyException;
import ckms.model.Diagnostic;
import ckms.model.Suggestion;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;

/** Starts the program, and turns errors into sentences and exit codes; no other class does either. */
public final class Main {
    private Main() {}

    /** Runs the command line, and exits with the command's exit code, or with that of the signal that ended it. */
    public static void main(String[] args) {
        var processes = new HostProcesses();
        var interruption = new Interruption(Thread.currentThread(), processes);
        interruption.install();
        var output = new StandardOutput();
        var out = new PrintStream(new BufferedOutputStream(output), true, StandardCharsets.UTF_8);
        var console = Console.of(System.in, out, System.err, colors(), terminal());
        Thread.setDefaultUncaughtExceptionHandler((thread, problem) -> problem.printStackTrace(console.err()));
        int code = run(console, processes, worker(), args);
        out.flush();
        if (output.problem().isPresent()) {
            console.error("standard output: " + output.problem().get() + "; not all of it was written");
            code = code == ExitCode.DONE ? ExitCode.ERROR : code;
        }
        if (interruption.uninstall()) {
            System.exit(code);
        }
    }

    /** Tells which streams show colours: the launcher says which are terminals, since Java can't tell them apart. */
    private static Console.Colors colors() {
        String terminals = System.getProperty("ckms.terminals", "");
        boolean wanted = System.getenv("NO_COLOR") == null && !"dumb".equals(System.getenv("TERM"));
        return new Console.Colors(wanted && terminals.contains("1"), wanted && terminals.contains("2"));
    }

    private static Console.Terminal terminal() {
        if (!System.getProperty("ckms.terminals", "").contains("1")) {
            return Console.Terminal.NONE;
        }
        String kind = System.getenv().getOrDefault("TERM", "dumb");
        return kind.isEmpty() || kind.equals("dumb") ? Console.Terminal.DUMB : Console.Terminal.FULL;
    }

    /** Runs one command line, and returns the exit code. */
    static int run(Console console, Processes processes, List<String> worker, String... args) {
        // If an option is given twice, the last value counts, as in the original CKMS; picocli would print a warning.
        CommandLine.tracer().setLevel(CommandLine.TraceLevel.OFF);
        int code;
        if (Commands.mayBeFew(List.of(args))) {
            CommandLine few = program(console, processes, worker, List.of(args));
            // Only with all commands can the error suggest the one that was meant.
            few.setParameterExceptionHandler((problem, arguments) ->
                    program(console, processes, worker, Commands.names()).execute(args));
            code = few.execute(args);
        } else {
            code = program(console, processes, worker, Commands.names()).execute(args);
        }
        console.out().flush();
        return code;
    }

    private static CommandLine program(
            Console console, Processes processes, List<String> worker, Collection<String> commands) {
        var ckms = new Ckms(console, processes, worker);
        var program = new CommandLine(ckms);
        Commands.add(program, commands);
        return wired(program, ckms, console);
    }

    private static CommandLine wired(CommandLine commandLine, Ckms ckms, Console console) {
        return commandLine
                .setOverwrittenOptionsAllowed(true)
                .setOut(console.out().forOwnText())
                .setErr(console.err())
                .setExecutionStrategy(parsed -> execute(ckms, parsed))
                .setParameterExceptionHandler((problem, arguments) -> misused(problem, console.err()))
                .setExecutionExceptionHandler((problem, command, parsed) -> failed(problem, command, ckms.console()));
    }

    private static int execute(Ckms ckms, CommandLine.ParseResult parsed) {
        CommandLine command =
                parsed.asCommandLineList().get(parsed.asCommandLineList().size() - 1);
        OptionCheck.check(ckms.options(), command);
        return new CommandLine.RunLast().execute(parsed);
    }

    private static int misused(CommandLine.ParameterException problem, PrintWriter err) {
        CommandLine command = problem.getCommandLine();
        err.println("ckms: error: " + usage(problem));
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    /** Words a usage error; picocli's own sentence tells the index of a word that is superfluous or no command. */
    private static String usage(CommandLine.ParameterException problem) {
        if (problem instanceof CommandLine.UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
            String word = unmatched.getUnmatched().get(0);
            Set<String> commands = problem.getCommandLine().getSubcommands().keySet();
            return commands.isEmpty()
                    ? "'" + word + "' is an argument too many"
                    : "'" + word + "' is not a command" + Suggestion.question(word, commands);
        }
        return problem.getMessage();
    }

    private static int failed(Exception problem, CommandLine command, Console console) {
        console.out().flush();
        int code = command.getCommandSpec().exitCodeOnExecutionException();
        if (problem instanceof RefusedException refused) {
            DiagnosticText.printAll(refused.diagnostics(), console);
            alsoInJson(command, console, refused.diagnostics());
        } else if (problem instanceof StateBusyException busy) {
            console.error(busy.getMessage());
            alsoInJson(command, console, List.of(Diagnostic.error("busy", busy.getMessage())));
            return command.getCommandSpec().exitCodeOnInvalidInput() == ExitCode.USAGE ? ExitCode.BUSY : code;
        } else {
            String sentence = sentence(problem);
            console.error(sentence);
            if (!isExpected(problem)) {
                problem.printStackTrace(console.err());
            }
            alsoInJson(command, console, List.of(Diagnostic.error("failed", sentence)));
        }
        return code;
    }

    private static boolean isExpected(Exception problem) {
        return problem instanceof IOException
                || problem instanceof UncheckedIOException
                || problem instanceof DirectoryIteratorException
                || problem instanceof InterruptedException;
    }

    private static String sentence(Exception problem) {
        if (problem instanceof IOException io) {
            return FileProblem.sentence(io);
        }
        if (problem instanceof UncheckedIOException io) {
            return FileProblem.sentence(io.getCause());
        }
        if (problem instanceof DirectoryIteratorException io) {
            return FileProblem.sentence(io.getCause());
        }
        return problem instanceof InterruptedException
                ? "interrupted"
                : "this is a fault in ckms, please report it: " + problem;
    }

    /** Prints errors as JSON too if the command prints JSON, for programs that read nothing else. */
    private static void alsoInJson(CommandLine command, Console console, List<Diagnostic> diagnostics) {
        if (command.getParseResult().hasMatchedOption("--json")) {
            new JsonLines(console).diagnostics(diagnostics);
        }
    }

    /** Returns the command that starts this program as a worker. */
    private static List<String> worker() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-XX:+DisplayVMOutputToStderr",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "build-side");
    }
}
