package ckms.cli.command;

import ckms.engine.reconcile.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command {@code ckms remove PACKAGE}, which removes a package that is built for no kernel. */
@Command(name = "remove", description = "Removes a package that is built for no kernel.")
public final class RemoveCommand extends ClassicCommand {
    @Parameters(paramLabel = "PACKAGE", description = "NAME=VERSION, or its folder in the state directory.")
    private String pkg;

    @Override
    Verb verb() {
        return new Verb.Remove(pkg);
    }
}
