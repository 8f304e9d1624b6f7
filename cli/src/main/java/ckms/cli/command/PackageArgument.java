package ckms.cli.command;

import ckms.cli.workplace.RefusedException;
import ckms.engine.store.StateDirectory;
import ckms.model.PackageId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads what a user names a package by. */
final class PackageArgument {
    private PackageArgument() {}

    /** {@code name=version}, or the path of its folder in the state directory. */
    static PackageId parse(String text, ClassicCommand.Situation situation) throws IOException, RefusedException {
        StateDirectory state = situation.workplace().settings().state();
        Optional<PackageId> pkg = text.contains("=") ? PackageId.parse(text) : fromPath(text, state);
        return pkg.orElseThrow(() -> new RefusedException(
                "'" + text + "' names no package; write name=version, or the path of its folder in " + state.root()
                        + versions(text, situation)));
    }

    private static Optional<PackageId> fromPath(String text, StateDirectory state) throws IOException {
        Path path = Path.of(text);
        if (!Files.isDirectory(path)) {
            return Optional.empty();
        }
        Path below = path.toRealPath();
        if (!below.startsWith(state.root())
                || below.getNameCount() != state.root().getNameCount() + 2) {
            return Optional.empty();
        }
        Path name = state.root().relativize(below);
        return PackageId.parse(name.getName(0) + "=" + name.getName(1));
    }

    private static String versions(String name, ClassicCommand.Situation situation) {
        String known = situation.observed().all().stream()
                .map(pkg -> pkg.id())
                .filter(pkg -> pkg.name().equals(name))
                .map(PackageId::toString)
                .collect(Collectors.joining(", "));
        return known.isEmpty() ? "" : "; there is " + known;
    }
}
