package ckms.cli.real;

import ckms.cli.real.RealHost.Run;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A machine of its own with one of Debian's kernels, by software emulation, that loads modules. The kernel is the judge:
 * a module that it loads is one.
 */
final class VirtualMachine {
    /** Who loads a module's file: the kernel by itself, kmod's insmod, or busybox's. */
    enum Loader {
        KERNEL,
        KMOD,
        BUSYBOX
    }

    private final Path folder;
    private final Path root;
    private final Path kernel;
    private final StringBuilder plan = new StringBuilder();

    /** A machine for a kernel, whose files lie in that new folder. */
    VirtualMachine(Path folder, String release) throws IOException, InterruptedException {
        this.folder = Files.createDirectories(folder);
        this.root = folder.resolve("initrd");
        this.kernel = RealHost.image(release);
        for (String name : List.of("bin", "sbin", "proc", "sys", "dev", "modules")) {
            Files.createDirectories(root.resolve(name));
        }
        Files.copy(Path.of("/bin/busybox"), root.resolve("bin/busybox"));
        Files.createSymbolicLink(root.resolve("sbin/insmod"), Path.of("/bin/kmod"));
        withLibraries(Path.of("/bin/kmod"));
        resource("init.sh", root.resolve("init"));
        root.resolve("init").toFile().setExecutable(true);
        resource("finit.c", folder.resolve("finit.c"));
        must("gcc", "-static", "-O1", "-o", root.resolve("finit").toString(), folder + "/finit.c");
    }

    private static void resource(String name, Path to) throws IOException {
        try (InputStream in = VirtualMachine.class.getResourceAsStream(name)) {
            Files.copy(in, to);
        }
    }

    private void withLibraries(Path program) throws IOException, InterruptedException {
        copy(program);
        for (String word : must("ldd", program.toString()).split("\\s+", -1)) {
            if (word.startsWith("/")) {
                copy(Path.of(word));
            }
        }
    }

    private void copy(Path file) throws IOException {
        Path copy = root.resolve(Path.of("/").relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file.toRealPath(), copy, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Has it load a module after those before; the file's name is that of its folder and its own. */
    VirtualMachine load(Loader loader, Path module) throws IOException {
        String name = module.getParent().getFileName() + "-" + module.getFileName();
        Files.copy(module, root.resolve("modules").resolve(name), StandardCopyOption.REPLACE_EXISTING);
        plan.append(loader.name().toLowerCase(java.util.Locale.ROOT))
                .append(' ')
                .append(name)
                .append('\n');
        return this;
    }

    /** Has it unload one; the result tells what was loaded then. */
    VirtualMachine unload(String module) {
        plan.append("unload ").append(module).append('\n');
        return this;
    }

    /** Boots, loads, and ends; returns the lines that begin with {@code result:}, {@code loaded:} or {@code dmesg:}. */
    List<String> boot(String... parameters) throws IOException, InterruptedException {
        Files.writeString(root.resolve("plan"), plan);
        must(
                "sh",
                "-c",
                "cd " + root + " && find . | cpio --quiet -o -H newc | gzip -1 >" + folder.resolve("initrd.gz"));
        var words = new ArrayList<>(List.of(
                "qemu-system-x86_64",
                "-accel",
                "tcg",
                "-m",
                "1024",
                "-smp",
                "1",
                "-nodefaults",
                "-nographic",
                "-no-reboot",
                "-serial",
                "stdio",
                "-kernel",
                kernel.toString(),
                "-initrd",
                folder.resolve("initrd.gz").toString(),
                "-append",
                "console=ttyS0 quiet panic=-1 loglevel=4 " + String.join(" ", parameters)));
        List<String> said = must(words.toArray(String[]::new))
                .lines()
                .map(String::strip)
                .filter(line -> line.matches("(result|loaded|dmesg): .*"))
                .toList();
        if (said.isEmpty()) {
            throw new IllegalStateException("the kernel " + kernel + " said nothing");
        }
        return said;
    }

    private static String must(String... words) throws IOException, InterruptedException {
        Run run = RealHost.run(Map.of(), words);
        if (run.code() != 0) {
            throw new IllegalStateException(String.join(" ", words) + ": " + run);
        }
        return run.out();
    }
}
