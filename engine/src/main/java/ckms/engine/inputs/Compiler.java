package ckms.engine.inputs;

import ckms.engine.host.Host;
import ckms.engine.host.files.Digest;
import ckms.engine.host.files.Stamp;
import ckms.engine.host.process.Command;
import ckms.engine.host.process.Programs;
import ckms.engine.kernel.KernelConfig;
import ckms.engine.kernel.KernelTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The version of the compiler that a kernel was built with, or of the gcc or clang that stands in for it.
 *
 * @param kernel the kernel, with headers
 */
record Compiler(Host host, KernelTree kernel) implements InputSource {
    /** A program's name without a path, so that whoever made the headers can't choose which file is run. */
    private static final Pattern PROGRAM = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.+-]*");

    /** Takes the program's name from the beginning of the stamp. */
    @Override
    public boolean isStill(Input then) throws IOException {
        String name = then.stamp().split(" ", 2)[0];
        Optional<Path> program = PROGRAM.matcher(name).matches() ? Programs.find(name, host.path()) : Optional.empty();
        return program.isPresent()
                && stamp(name, program.get(), Stamp.of(program.get()).text()).equals(then.stamp());
    }

    @Override
    public Optional<Input> read() throws IOException, InterruptedException {
        KernelConfig config = KernelConfig.of(kernel);
        String kernels = config.text("CONFIG_CC_VERSION_TEXT").orElse("").split(" ", 2)[0];
        for (String name : List.of(kernels, config.toolchain().containsKey("LLVM") ? "clang" : "gcc")) {
            Optional<Path> program =
                    PROGRAM.matcher(name).matches() ? Programs.find(name, host.path()) : Optional.empty();
            if (program.isPresent()) {
                String stamp = Stamp.of(program.get()).reliable();
                return Optional.of(new Input(version(name), stamp.isEmpty() ? "" : stamp(name, program.get(), stamp)));
            }
        }
        return Optional.empty();
    }

    private String version(String name) throws IOException, InterruptedException {
        var version = new Command(List.of(name, "--version"), Path.of("/"), Map.of("PATH", host.path(), "LC_ALL", "C"));
        return Digest.of(host.processes().print(version).text());
    }

    private static String stamp(String name, Path program, String stamp) throws IOException {
        return name + " " + program.toRealPath() + " " + stamp;
    }
}
