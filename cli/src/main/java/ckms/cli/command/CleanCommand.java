package ckms.cli.command;

import ckms.engine.reconcile.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command {@code ckms clean PACKAGE}, which removes what is built of a package for a kernel. */
@Command(name = "clean", description = "Removes what is built of a package for a kernel.")
public final class CleanCommand extends ClassicCommand {
    @Parameters(paramLabel = "PACKAGE", description = "NAME=VERSION, or its folder in the state directory.")
    private String pkg;

    @Override
    Verb verb() {
        return new Verb.Clean(pkg);
    }
}
