package ckms.cli.real;

import ckms.engine.host.files.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What users see of a host, byte for byte: what is installed, and the state directory but for {@code .ckms} and logs.
 *
 * @param installed by path, mode and digest
 * @param state by path, what a link says or the digest of a module
 */
record Snapshot(Map<String, String> installed, Map<String, String> state) {
    static Snapshot of(Path modules, Path state) throws IOException {
        Map<String, String> installed = new TreeMap<>();
        for (Path file : files(modules)) {
            installed.put(
                    modules.relativize(file).toString(),
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(file)) + " " + Digest.of(file));
        }
        Map<String, String> inState = new TreeMap<>();
        for (Path file : files(state)) {
            String name = state.relativize(file).toString();
            if (!name.startsWith(".ckms") && !name.contains("/logs/")) {
                inState.put(
                        name,
                        Files.isSymbolicLink(file)
                                ? Files.readSymbolicLink(file).toString()
                                : Digest.of(file));
            }
        }
        return new Snapshot(installed, inState);
    }

    private static Set<Path> files(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            var files = new TreeSet<Path>();
            all.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)
                            && !file.getFileName().toString().startsWith("modules."))
                    .filter(file -> !file.endsWith("build") && !file.toString().contains("/build/"))
                    .forEach(files::add);
            return files;
        }
    }

    /** The modules, by path: what has a module's name, however it is compressed. */
    Map<String, String> modules() {
        Map<String, String> modules = new TreeMap<>(installed);
        modules.keySet().removeIf(name -> !name.matches(".*/[^./][^/]*\\.ko(\\.(gz|xz|zst))?"));
        return modules;
    }

    /** What an interruption may leave beside modules, and nobody may for long. */
    Set<String> unfinished() {
        Set<String> unfinished = new TreeSet<>(installed.keySet());
        unfinished.removeIf(name -> !name.contains(".ckms-new"));
        return unfinished;
    }
}
