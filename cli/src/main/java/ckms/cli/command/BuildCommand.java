package ckms.cli.command;

import ckms.engine.reconcile.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ckms build PACKAGE}. */
@Command(name = "build", description = "Builds a package for a kernel.")
public final class BuildCommand extends ClassicCommand {
    @Parameters(paramLabel = "PACKAGE", description = "NAME=VERSION, or its folder in the state directory.")
    private String pkg;

    @Override
    Verb verb() {
        return new Verb.Build(pkg);
    }
}
