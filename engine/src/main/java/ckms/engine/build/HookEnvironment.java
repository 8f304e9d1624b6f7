package ckms.engine.build;

import ckms.engine.host.Host;
import ckms.engine.kernel.KernelConfig;
import ckms.engine.process.Command;
import ckms.engine.process.OutputSink;
import ckms.engine.state.StateDirectory;
import ckms.model.recipe.Recipe;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** The environment of hooks. Nothing of the caller's reaches it but {@code PATH}. */
public final class HookEnvironment {
    private final Host host;

    /** That of hooks on this host. */
    public HookEnvironment(Host host) {
        this.host = host;
    }

    /** The variables for a hook outside of a build, which has to do without a make where there is none. */
    public Map<String, String> around(BuildOrder order, String make, StateDirectory state)
            throws IOException, InterruptedException {
        return of(order, state, make(make).orElse(make));
    }

    /**
     * The variables for one build.
     *
     * @param stage the state directory that the hooks see
     * @param make the make to use
     * @param symbols the files of the symbols that the build may use
     */
    Map<String, String> inBuild(BuildOrder order, StateDirectory stage, String make, List<Path> symbols)
            throws IOException {
        Map<String, String> variables = of(order, stage, make);
        if (!symbols.isEmpty()) {
            variables.putIfAbsent(
                    "KBUILD_EXTRA_SYMBOLS", symbols.stream().map(Path::toString).collect(Collectors.joining(" ")));
        }
        return variables;
    }

    private Map<String, String> of(BuildOrder order, StateDirectory stage, String make) throws IOException {
        var variables = new LinkedHashMap<String, String>();
        variables.put("PATH", host.path());
        variables.put("MAKE", make);
        variables.put("SHELL", "/bin/sh");
        variables.put("CKMS_PACKAGE_NAME", order.cell().pkg().name());
        variables.put("CKMS_PACKAGE_VERSION", order.cell().pkg().version());
        variables.put("CKMS_JOBS", Integer.toString(order.jobs()));
        variables.put("CKMS_STATEDIR", stage.root().toString());
        variables.put("CKMS_DESTDIR", order.destdir().toString());
        if (order.depmod()) {
            variables.put("CKMS_DEPMOD", "1");
        }
        variables.put("CKMS_KERNEL_HDRDIR", order.headers().toString());
        variables.put("CKMS_KERNEL_VERSION", order.cell().kernel().release());
        variables.put("CKMS_KERNEL_MACHINE", order.cell().kernel().machine());
        variables.put("CKMS_KERNEL_ARCH", order.cell().kernel().arch());
        addToolchain(order, variables);
        variables.putAll(order.buildEnv());
        return variables;
    }

    private static void addToolchain(BuildOrder order, Map<String, String> variables) throws IOException {
        Map<String, String> toolchain = KernelConfig.of(order.headers()).toolchain();
        variables.putAll(toolchain);
        var arguments = new StringJoiner(" ");
        toolchain.forEach((name, value) -> arguments.add(name + "=" + value));
        if (!order.makeArgs().isBlank()) {
            arguments.add(order.makeArgs().strip());
        }
        variables.put("CKMS_MAKE_ARGS", arguments.toString());
    }

    /** The make that a recipe asks for; GNU {@code make} serves for {@code gmake}. Empty where there is none. */
    Optional<String> make(String wanted) throws IOException, InterruptedException {
        if (host.has(wanted)) {
            return Optional.of(wanted);
        }
        if (wanted.equals(Recipe.DEFAULT_MAKE) && host.has("make") && makeIsGnu()) {
            return Optional.of("make");
        }
        return Optional.empty();
    }

    private boolean makeIsGnu() throws IOException, InterruptedException {
        var out = new ByteArrayOutputStream();
        var version = new Command(List.of("make", "--version"), Path.of("/"), Map.of("PATH", host.path()));
        host.processes().run(version, OutputSink.into(out));
        return out.toString(StandardCharsets.UTF_8).startsWith("GNU Make");
    }
}
