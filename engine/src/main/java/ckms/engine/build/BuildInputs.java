package ckms.engine.build;

import ckms.engine.files.Digest;
import ckms.engine.files.TreeDigest;
import ckms.engine.host.Host;
import ckms.engine.kernel.KernelConfig;
import ckms.engine.process.Command;
import ckms.engine.process.OutputSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What a build is made from, as a digest each, so that it can be told later what changed since. */
public final class BuildInputs {
    /** A program's name and no path: who made the headers does not choose what is run here. */
    private static final Pattern COMPILER = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.+-]*");

    private final Host host;
    private final BuildOrder order;

    /** The inputs of that build. */
    public BuildInputs(Host host, BuildOrder order) {
        this.host = host;
        this.order = order;
    }

    /** The digest of a source tree; its recipe is compared by itself. */
    public static String source(Path source) throws IOException {
        return TreeDigest.of(source, "ckms.ini");
    }

    /**
     * The digests by the names of the inputs, in the order in which a change is told; empty texts for what is not known.
     *
     * @param source the source's
     */
    public Map<String, String> digests(String source) throws IOException, InterruptedException {
        var digests = new LinkedHashMap<String, String>();
        digests.put("source", source);
        digests.putAll(ofKernel());
        return digests;
    }

    /** Those that are the same for all packages on a kernel. */
    public Map<String, String> ofKernel() throws IOException, InterruptedException {
        var digests = new LinkedHashMap<String, String>();
        digests.put(
                "kernel headers",
                of(order.headers().resolve(".config"), order.headers().resolve("Module.symvers")));
        digests.put("compiler", compiler());
        digests.put(
                "configuration",
                text(order.strip() + '\0' + order.makeArgs() + '\0' + new TreeMap<>(order.buildEnv())));
        digests.put("signing key", order.signingKey());
        return digests;
    }

    /** What changed first between a build and now; empty where nothing that is known did. */
    public static Optional<String> change(Map<String, String> then, Map<String, String> now) {
        return now.entrySet().stream()
                .filter(input -> !input.getValue().isEmpty() && then.containsKey(input.getKey()))
                .filter(input -> !input.getValue().equals(then.get(input.getKey())))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static String of(Path... files) throws IOException {
        var digests = new StringBuilder();
        for (Path file : files) {
            digests.append(Files.isRegularFile(file) ? Digest.of(file.toRealPath()) : "none")
                    .append('\0');
        }
        return text(digests.toString());
    }

    private static String text(String text) {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** What the kernel's compiler, or the one that stands in for it, says of its version. */
    private String compiler() throws IOException, InterruptedException {
        KernelConfig config = KernelConfig.of(order.headers());
        String kernels = config.text("CONFIG_CC_VERSION_TEXT").orElse("").split(" ", 2)[0];
        for (String name : List.of(kernels, config.toolchain().containsKey("LLVM") ? "clang" : "gcc")) {
            if (COMPILER.matcher(name).matches() && host.has(name)) {
                var out = new ByteArrayOutputStream();
                var version = new Command(
                        List.of(name, "--version"), Path.of("/"), Map.of("PATH", host.path(), "LC_ALL", "C"));
                host.processes().run(version, OutputSink.into(out));
                return text(out.toString(StandardCharsets.UTF_8));
            }
        }
        return "";
    }
}
