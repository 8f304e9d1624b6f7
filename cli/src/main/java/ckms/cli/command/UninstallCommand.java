package ckms.cli.command;

import ckms.engine.reconcile.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code ckms uninstall PACKAGE}, which removes what was installed of a package for a kernel. */
@Command(name = "uninstall", description = "Takes back what was installed of a package for a kernel.")
public final class UninstallCommand extends ClassicCommand {
    @Parameters(
            paramLabel = "PACKAGE",
            description = "NAME for the installed version, NAME=VERSION, or its folder in the state directory.")
    private String pkg;

    @Option(
            names = "--force",
            description =
                    "Delete also files that somebody changed since they were installed, and go on where a hook refuses.")
    private boolean force;

    @Override
    Verb verb() {
        return new Verb.Uninstall(pkg, force);
    }
}
