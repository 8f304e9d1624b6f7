package ckms.cli.command;

import ckms.cli.console.ExitCode;
import ckms.cli.console.RefusedException;
import ckms.cli.render.DiagnosticText;
import ckms.engine.host.files.GivenFile;
import ckms.engine.reconcile.Reconciler;
import ckms.engine.report.check.FileCheck;
import ckms.model.Diagnostic;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** The command {@code ckms check PATH...}, which names every fault of recipes, manifests and configurations. */
@Command(
        name = "check",
        description = "Names every fault of recipes, manifests and configurations; changes nothing.",
        exitCodeOnInvalidInput = ExitCode.USAGE,
        exitCodeOnExecutionException = ExitCode.ERROR)
public final class CheckCommand implements Callable<Integer> {
    @ParentCommand
    private Program program;

    @Parameters(
            arity = "1..*",
            paramLabel = "PATH",
            description = "A recipe, a manifest or a configuration, a source tree with a ckms.ini, or a folder of"
                    + " manifests.")
    private List<Path> paths = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException, RefusedException {
        Reconciler reconciler = program.reconciler(false);
        var check = new FileCheck(
                reconciler.host(),
                reconciler.settings(),
                reconciler.machine(),
                reconciler.anyKernel(program.options().kernel()));
        boolean good = true;
        for (Path path : paths) {
            for (Path file : files(path)) {
                List<Diagnostic> faults = check.faults(file);
                faults.forEach(fault -> DiagnosticText.print(fault, program.console()));
                boolean fileIsGood = faults.stream().noneMatch(Diagnostic::isError);
                if (fileIsGood && !program.options().quiet()) {
                    program.console().out().println(file + ": good");
                }
                good &= fileIsGood;
            }
        }
        return good ? ExitCode.DONE : ExitCode.ERROR;
    }

    private static List<Path> files(Path path) throws IOException, RefusedException {
        if (GivenFile.exists(path)) {
            return List.of(path);
        }
        if (!Files.isDirectory(path)) {
            throw new RefusedException("there is no file or folder " + path);
        }
        Path recipe = path.resolve("ckms.ini");
        if (Files.isRegularFile(recipe)) {
            return List.of(recipe);
        }
        var manifests = new ArrayList<Path>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path, "*.yaml")) {
            entries.forEach(manifests::add);
        }
        if (manifests.isEmpty()) {
            throw new RefusedException("there is neither a ckms.ini nor a manifest in " + path);
        }
        manifests.sort(null);
        return manifests;
    }
}
