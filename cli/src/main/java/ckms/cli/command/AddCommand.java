package ckms.cli.command;

import ckms.engine.reconcile.Verb;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command {@code ckms add PATH}, which registers a package. */
@Command(name = "add", description = "Registers a package: a source tree with its recipe.")
public final class AddCommand extends ClassicCommand {
    @Parameters(paramLabel = "PATH", description = "The source tree.")
    private Path path;

    @Override
    Verb verb() {
        return new Verb.Add(path, program().options().recipe());
    }

    @Override
    boolean takesRecipe() {
        return true;
    }
}
