package ckms.cli.command;

import ckms.engine.reconcile.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ckms remove PACKAGE}. */
@Command(name = "remove", description = "Removes a package that is built for no kernel.")
public final class RemoveCommand extends ClassicCommand {
    @Parameters(paramLabel = "PACKAGE", description = "NAME=VERSION, or its folder in the state directory.")
    private String pkg;

    @Override
    Verb verb() {
        return new Verb.Remove(pkg);
    }
}
