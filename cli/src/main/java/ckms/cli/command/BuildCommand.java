package ckms.cli.command;

import ckms.engine.reconcile.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command {@code ckms build PACKAGE}, which builds a package for a kernel. */
@Command(name = "build", description = "Builds a package for a kernel.")
public final class BuildCommand extends ClassicCommand {
    @Parameters(paramLabel = "PACKAGE", description = "NAME=VERSION, or its folder in the state directory.")
    private String pkg;

    @Override
    Verb verb() {
        return new Verb.Build(pkg);
    }
}
