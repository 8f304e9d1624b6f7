package ckms.cli.command;

import ckms.engine.reconcile.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command {@code ckms install PACKAGE}, which installs the built modules of a package for a kernel. */
@Command(name = "install", description = "Installs the built modules of a package for a kernel.")
public final class InstallCommand extends ClassicCommand {
    @Parameters(paramLabel = "PACKAGE", description = "NAME=VERSION, or its folder in the state directory.")
    private String pkg;

    @Override
    Verb verb() {
        return new Verb.Install(pkg);
    }
}
