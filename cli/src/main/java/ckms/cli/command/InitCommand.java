package ckms.cli.command;

import ckms.cli.console.ExitCode;
import ckms.cli.console.RefusedException;
import ckms.engine.reconcile.Reconciler;
import ckms.engine.reconcile.desired.ManifestDraft;
import ckms.model.ShellCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** The command {@code ckms init [FILE]}, which writes the manifest that describes what is there. */
@Command(
        name = "init",
        description = "Writes the manifest that describes what is there now.",
        exitCodeOnInvalidInput = ExitCode.USAGE,
        exitCodeOnExecutionException = ExitCode.ERROR)
public final class InitCommand implements Callable<Integer> {
    @ParentCommand
    private Program program;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "The file to write, which must not be there; default: standard output.")
    private Optional<Path> file = Optional.empty();

    @Override
    public Integer call() throws IOException, InterruptedException, RefusedException {
        Reconciler reconciler = program.reconciler();
        String text = new ManifestDraft(reconciler.settings().state(), reconciler.observe()).text();
        if (file.isEmpty()) {
            program.console().out().print(text);
            return ExitCode.DONE;
        }
        try {
            Files.write(file.get(), text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException there) {
            throw new RefusedException(file.get() + " is there already, and is left as it is; name another file");
        }
        if (!program.options().quiet()) {
            program.console()
                    .out()
                    .println("Wrote " + file.get() + "; look at it with "
                            + ShellCommand.of("ckms", "plan", file.get()).quoted() + ".");
        }
        return ExitCode.DONE;
    }
}
