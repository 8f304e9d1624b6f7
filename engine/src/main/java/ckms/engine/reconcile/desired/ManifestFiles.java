package ckms.engine.reconcile.desired;

import ckms.engine.host.Roots;
import ckms.engine.host.files.GivenFile;
import ckms.engine.host.files.RegularFile;
import ckms.model.Diagnostic;
import ckms.model.Diagnostics;
import ckms.model.Parsed;
import ckms.model.Place;
import ckms.model.ShellCommand;
import ckms.model.SourceText;
import ckms.model.manifest.Manifest;
import ckms.model.manifest.ManifestReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the manifest files that a command is given; together they say what is wanted. */
public final class ManifestFiles {
    /** The path {@code -}, which means standard input. */
    public static final Path STDIN = Path.of("-");

    private static final Path FILE = Path.of("/etc/ckms/manifest.yaml");
    private static final Path FOLDER = Path.of("/etc/ckms/manifests.d");

    /** The largest size of a manifest, in bytes; tens of thousands of packages fit. */
    private static final int LIMIT = 3 << 20;

    private final InputStream stdin;
    private final Diagnostics problems;

    /**
     * Makes a reader of manifests.
     *
     * @param stdin what is read for {@link #STDIN}
     * @param problems gets all that is wrong with the manifests
     */
    public ManifestFiles(InputStream stdin, Diagnostics problems) {
        this.stdin = stdin;
        this.problems = problems;
    }

    /**
     * Lists the host's own manifests: {@code /etc/ckms/manifest.yaml}, and those in {@code /etc/ckms/manifests.d}.
     *
     * @throws IOException if that folder can't be read
     */
    public static List<Path> ofTheHost(Roots roots) throws IOException {
        var paths = new ArrayList<Path>();
        Path file = roots.of(FILE);
        Path folder = roots.of(FOLDER);
        if (Files.exists(file)) {
            paths.add(file);
        }
        if (Files.isDirectory(folder)) {
            paths.addAll(files(folder));
        }
        return paths;
    }

    /**
     * Makes the error that a host has no manifest of its own, with what to do.
     *
     * @throws IOException if it can't be told where one would be
     */
    public static Diagnostic none(Roots roots) throws IOException {
        Path file = roots.of(FILE);
        return Diagnostic.error(
                "refused",
                "there is no manifest " + file + ", nor one in " + roots.of(FOLDER) + "; name one, or write one with "
                        + ShellCommand.of("ckms", "init", file).quoted());
    }

    /**
     * Reads files or pipes, folders with {@code *.yaml} in them, and {@link #STDIN}.
     *
     * @return the manifests that could be parsed; the problems tell of all others
     * @throws IOException if a file or folder can't be read
     */
    public List<Manifest> read(List<Path> paths) throws IOException {
        var manifests = new ArrayList<Manifest>();
        for (Path path : paths) {
            if (path.equals(STDIN)) {
                manifest("standard input", stdin, Path.of("")).ifPresent(manifests::add);
            } else if (Files.isDirectory(path)) {
                List<Path> files = files(path);
                if (files.isEmpty()) {
                    refuse("there is no *.yaml in the folder " + path);
                }
                for (Path file : files) {
                    manifest(file).ifPresent(manifests::add);
                }
            } else {
                manifest(path).ifPresent(manifests::add);
            }
        }
        return manifests;
    }

    /**
     * Lists the files {@code *.yaml} in a folder, in the order of their names, without hidden ones.
     *
     * @throws IOException if the folder can't be read
     */
    public static List<Path> files(Path folder) throws IOException {
        var files = new ArrayList<Path>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "[!.]*.yaml")) {
            for (Path entry : entries) {
                if (Files.isRegularFile(entry)) {
                    files.add(entry);
                }
            }
        }
        files.sort(null);
        return files;
    }

    private Optional<Manifest> manifest(Path file) throws IOException {
        if (!GivenFile.exists(file)) {
            refuse("there is no manifest " + file);
            return Optional.empty();
        }
        return GivenFile.read(file, RegularFile.MOST, in -> manifest(file.toString(), in, GivenFile.folder(file)));
    }

    private Optional<Manifest> manifest(String name, InputStream in, Path folder) throws IOException {
        byte[] bytes = in.readNBytes(LIMIT + 1);
        if (bytes.length > LIMIT) {
            problems.error(
                    new Place(name, 1, 0, ""),
                    "too-long",
                    "this is longer than " + (LIMIT >> 20) + " MiB; cut it into several files in one folder");
            return Optional.empty();
        }
        Parsed<SourceText> text = SourceText.decode(name, bytes);
        problems.addAll(text.diagnostics());
        return text instanceof Parsed.Valid<SourceText> valid
                ? ManifestReader.read(valid.value(), folder.toAbsolutePath(), problems)
                : Optional.empty();
    }

    private void refuse(String sentence) {
        problems.addAll(List.of(Diagnostic.error("no-manifest", sentence)));
    }
}
