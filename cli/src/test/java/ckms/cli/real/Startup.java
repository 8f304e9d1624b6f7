package ckms.cli.real;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How Java starts, by a {@code java} and a {@code setsid} that are to come first in PATH: with classes that an earlier run
 * has read, which saves a third of the time; and, in the worker, with variables that root would clear.
 */
final class Startup {
    private final Path programs;
    private final Path archives;
    private final String java;
    private final String setsid;
    private boolean records;

    /** Makes the programs in a folder. */
    Startup(Path folder) throws IOException, InterruptedException {
        programs = Files.createDirectory(folder.resolve("programs"));
        archives = Files.createDirectory(folder.resolve("archives"));
        Files.setPosixFilePermissions(archives, PosixFilePermissions.fromString("rwxrwxrwx"));
        java = said("readlink -f \"$(command -v \"${JAVA_HOME:+$JAVA_HOME/bin/}java\")\"");
        setsid = said("command -v setsid");
        worker(Map.of());
    }

    private static String said(String shell) throws IOException, InterruptedException {
        return RealHost.run(Map.of(), "sh", "-c", shell).out().strip();
    }

    /** The folder that is to come first in PATH. */
    Path programs() {
        return programs;
    }

    /** Whether the next runs record the classes that they read; afterwards runs begin with those. */
    void records(boolean on) throws IOException {
        records = on;
        worker(Map.of());
    }

    /** Gives workers variables, from now on; root starts them through setsid, which is looked for in PATH. */
    void worker(Map<String, String> variables) throws IOException {
        String exported = variables.entrySet().stream()
                .map(variable -> "export " + variable.getKey() + "='" + variable.getValue() + "'\n")
                .sorted()
                .collect(Collectors.joining());
        write("java", "exec " + java + options("callers") + " \"$@\"\n");
        write("setsid", """
                %scase $1 in
                */java) java=$1; shift; exec %s "$java"%s "$@" ;;
                *) exec %s "$@" ;;
                esac
                """.formatted(exported, setsid, options("workers"), setsid));
    }

    private String options(String whose) {
        Path archive = archives.resolve(whose + ".jsa");
        if (records) {
            return " -Xlog:disable -XX:ArchiveClassesAtExit=" + archive;
        }
        return Files.exists(archive) ? " -Xlog:disable -XX:SharedArchiveFile=" + archive : "";
    }

    /** Puts the program in its place at once, since another may just be starting it. */
    private void write(String name, String script) throws IOException {
        Path fresh = Files.writeString(programs.resolve(name + ".new"), "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.move(fresh, programs.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
