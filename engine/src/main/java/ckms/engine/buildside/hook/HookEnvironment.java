package ckms.engine.buildside.hook;

import ckms.engine.host.Host;
import ckms.engine.host.process.Command;
import ckms.engine.kernel.KernelConfig;
import ckms.engine.store.StateDirectory;
import ckms.model.recipe.Recipe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/**
 * Makes the environment variables of hooks, as CKMS names them. Of the caller's variables, only {@code PATH} reaches a
 * hook.
 */
public final class HookEnvironment {
    private final Host host;

    /** Makes environments for hooks on a host. */
    public HookEnvironment(Host host) {
        this.host = host;
    }

    /**
     * Makes the variables for a hook that runs outside of a build.
     *
     * @param make the make that the recipe asks for; {@code MAKE} names it even if there is no such program
     * @throws IOException if the kernel's configuration can't be read, or {@code make} can't be run
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public Map<String, String> around(HookContext context, String make, StateDirectory state)
            throws IOException, InterruptedException {
        return of(context, state, make(make).orElse(make));
    }

    /**
     * Makes the variables for the hooks of one build.
     *
     * @param stage the state directory that the hooks see
     * @param make the make to use
     * @param symbols the files of the symbols that the build may use, {@code Module.symvers}
     * @throws IOException if the kernel's configuration can't be read
     */
    public Map<String, String> inBuild(HookContext context, StateDirectory stage, String make, List<Path> symbols)
            throws IOException {
        Map<String, String> variables = of(context, stage, make);
        if (!symbols.isEmpty()) {
            variables.putIfAbsent(
                    "KBUILD_EXTRA_SYMBOLS", symbols.stream().map(Path::toString).collect(Collectors.joining(" ")));
        }
        return variables;
    }

    private Map<String, String> of(HookContext context, StateDirectory stage, String make) throws IOException {
        var variables = new LinkedHashMap<String, String>();
        variables.put("PATH", host.path());
        variables.put("MAKE", make);
        variables.put("SHELL", "/bin/sh");
        variables.put("CKMS_PACKAGE_NAME", context.cell().pkg().name());
        variables.put("CKMS_PACKAGE_VERSION", context.cell().pkg().version());
        variables.put("CKMS_JOBS", Integer.toString(context.jobs()));
        variables.put("CKMS_STATEDIR", stage.root().toString());
        variables.put("CKMS_DESTDIR", context.destdir().toString());
        if (context.depmod()) {
            variables.put("CKMS_DEPMOD", "1");
        }
        variables.put("CKMS_KERNEL_HDRDIR", context.headers().toString());
        variables.put("CKMS_KERNEL_VERSION", context.cell().kernel().release());
        variables.put("CKMS_KERNEL_MACHINE", context.cell().kernel().machine());
        variables.put("CKMS_KERNEL_ARCH", context.cell().kernel().arch());
        addToolchain(context, variables);
        variables.putAll(context.options().env());
        return variables;
    }

    private static void addToolchain(HookContext context, Map<String, String> variables) throws IOException {
        Map<String, String> toolchain = KernelConfig.of(context.kernel()).toolchain();
        variables.putAll(toolchain);
        var arguments = new StringJoiner(" ");
        toolchain.forEach((name, value) -> arguments.add(name + "=" + value));
        if (!context.options().makeArgs().isBlank()) {
            arguments.add(context.options().makeArgs().strip());
        }
        variables.put("CKMS_MAKE_ARGS", arguments.toString());
    }

    /**
     * Finds the make that a recipe asks for; GNU {@code make} serves for {@code gmake}.
     *
     * @return empty if there is none
     * @throws IOException if {@code make} can't be run
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public Optional<String> make(String wanted) throws IOException, InterruptedException {
        if (host.has(wanted)) {
            return Optional.of(wanted);
        }
        if (wanted.equals(Recipe.DEFAULT_MAKE) && host.has("make") && makeIsGnu()) {
            return Optional.of("make");
        }
        return Optional.empty();
    }

    private boolean makeIsGnu() throws IOException, InterruptedException {
        var version = new Command(List.of("make", "--version"), Path.of("/"), Map.of("PATH", host.path()));
        return host.processes().print(version).text().startsWith("GNU Make");
    }
}
