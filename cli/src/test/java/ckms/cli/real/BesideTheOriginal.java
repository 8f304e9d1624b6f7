package ckms.cli.real;

import static java.nio.charset.StandardCharsets.UTF_8;

import ckms.cli.real.RealHost.Run;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What tests that compare with the original have in common: packages as it takes them, and transcripts. */
abstract class BesideTheOriginal extends OnRealHost {
    private static final String HOOKS = """
            configure = echo configured
            build = ${MAKE} ${CKMS_MAKE_ARGS} -C ${CKMS_KERNEL_HDRDIR} M=$PWD modules
            """;

    /** Ours, or the original. */
    interface Program {
        Run run(String... words) throws IOException, InterruptedException;
    }

    /** A source with its recipe in it, as packages of the original bring it. */
    Path source(String name) throws IOException, InterruptedException {
        Path source = host.scratch.resolve(name);
        RealHost.run(Map.of(), "cp", "-r", RealHost.source("acpi-call-1.2.2").toString(), source.toString());
        Files.writeString(source.resolve("ckms.ini"), """
                [general]
                name = %s
                version = 1.0
                [hooks]
                %s
                [module.acpi_call]
                path = .
                dest = extra/%s
                """.formatted(name, HOOKS.strip(), name));
        return source;
    }

    /** {@code original.txt}, which was written by running the original; its first line says so. */
    static List<String> recorded() throws IOException {
        try (InputStream in = BesideTheOriginal.class.getResourceAsStream("original.txt")) {
            List<String> lines = new String(in.readAllBytes(), UTF_8).lines().toList();
            return lines.subList(1, lines.size());
        }
    }

    /** The same commands again: after each its exit code, the status, and what lies where. */
    List<String> transcript(Program program) throws IOException, InterruptedException {
        source("first");
        source("second");
        var said = new ArrayList<String>();
        for (String line : recorded()) {
            if (line.startsWith("$ ")) {
                said.add(line);
                String words = line.substring(2).replace("SCRATCH", host.scratch.toString());
                said.add("exit "
                        + program.run(("-k " + oldKernel + " " + words).split(" ", -1))
                                .code());
                for (String command : List.of("status", "plain-status")) {
                    program.run("-k", oldKernel, command)
                            .out()
                            .lines()
                            .sorted()
                            .forEach(status -> said.add(": " + status));
                }
                tree().forEach(path -> said.add("  " + path));
            }
        }
        return said.stream()
                .map(line -> line.replace(host.scratch.toString(), "SCRATCH").replace(oldKernel, "KERNEL"))
                .toList();
    }

    /** All files, links and empty folders, but what is ours alone. */
    private Set<String> tree() throws IOException {
        var paths = new TreeSet<String>();
        for (Path top : List.of(host.state, host.scratch.resolve("modules"))) {
            try (var all = Files.walk(top)) {
                for (Path path : all.toList()) {
                    String name = host.scratch.relativize(path).toString().replaceFirst("^modules", "dest");
                    if (Files.isSymbolicLink(path)) {
                        paths.add(name + " -> " + Files.readSymbolicLink(path));
                    } else if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                        paths.add(name);
                    } else if (isEmpty(path)) {
                        paths.add(name + "/");
                    }
                }
            }
        }
        paths.removeIf(path -> path.startsWith("state/.ckms"));
        return paths;
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var entries = Files.newDirectoryStream(folder)) {
            return !entries.iterator().hasNext();
        }
    }

    /** The last word of the status of the one package that there is. */
    String status(Program program) throws IOException, InterruptedException {
        return program.run("-k", oldKernel, "status").out().replaceFirst("(?s).*: (.*)\n", "$1");
    }
}
