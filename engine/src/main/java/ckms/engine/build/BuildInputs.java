package ckms.engine.build;

import ckms.engine.files.Digest;
import ckms.engine.files.Stamp;
import ckms.engine.files.TreeDigest;
import ckms.engine.host.Host;
import ckms.engine.kernel.KernelConfig;
import ckms.engine.process.Command;
import ckms.engine.process.OutputSink;
import ckms.engine.process.Programs;
import ckms.engine.state.Input;
import ckms.engine.state.StateDirectory;
import ckms.model.Cell;
import ckms.model.PackageId;
import ckms.model.recipe.Hook;
import ckms.model.recipe.Recipe;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What a build is made from, so that it can be told later what changed since. */
public final class BuildInputs {
    public static final String SOURCE = "source";
    public static final String RECIPE = "recipe";
    public static final String HEADERS = "kernel headers";
    public static final String COMPILER = "compiler";
    public static final String CONFIGURATION = "configuration";
    public static final String KEY = "signing key";

    private static final String SYMBOLS = "symbols of ";
    private static final String RECIPE_FILE = "ckms.ini";

    /** A program's name and no path: who made the headers does not choose what is run here. */
    private static final Pattern PROGRAM = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.+-]*");

    private final Host host;
    private final StateDirectory state;

    /** The inputs of builds in that directory. */
    public BuildInputs(Host host, StateDirectory state) {
        this.host = host;
        this.state = state;
    }

    /** All that goes into a build, by name, in the order in which a change is told. */
    Map<String, Input> all(BuildOrder order, Recipe recipe) throws IOException, InterruptedException {
        Map<String, Input> inputs = new LinkedHashMap<>();
        Path source = state.source(order.cell().pkg()).toRealPath();
        String stamp = sourceStamp(source).reliable();
        inputs.put(SOURCE, new Input(source(source), stamp));
        inputs.put(RECIPE, new Input(recipe(recipe), ""));
        stamp = headersStamp(order.headers()).reliable();
        inputs.put(HEADERS, new Input(headers(order.headers()), stamp));
        inputs.put(COMPILER, compiler(order.headers()));
        inputs.put(CONFIGURATION, new Input(configuration(order), ""));
        inputs.put(KEY, order.signingKey());
        for (PackageId dependency : order.dependencies()) {
            var cell = new Cell(dependency, order.cell().kernel());
            String symbolsStamp = Stamp.of(symbolsFile(cell)).reliable();
            inputs.put(symbols(dependency), new Input(symbols(cell), symbolsStamp));
        }
        return inputs;
    }

    /** The name of the input that a package's symbols are to what depends on it. */
    public static String symbols(PackageId dependency) {
        return SYMBOLS + dependency;
    }

    /** The packages among the names of inputs. */
    public static List<PackageId> dependencies(Iterable<String> names) {
        var dependencies = new ArrayList<PackageId>();
        for (String name : names) {
            if (name.startsWith(SYMBOLS)) {
                PackageId.parse(name.substring(SYMBOLS.length())).ifPresent(dependencies::add);
            }
        }
        dependencies.sort(null);
        return dependencies;
    }

    /** The digest of a source tree; its recipe is compared by itself. */
    public static String source(Path source) throws IOException {
        return TreeDigest.of(source, RECIPE_FILE);
    }

    /** What tells that a source tree is the same. */
    public static Stamp sourceStamp(Path source) throws IOException {
        return Stamp.ofTree(source, RECIPE_FILE);
    }

    /** The digest of what of a recipe goes into a build; what is around a build, and where it is installed, does not. */
    public static String recipe(Recipe recipe) {
        var text = new StringBuilder(recipe.make());
        for (Hook hook : Hook.values()) {
            if (!Hook.AROUND.contains(hook)) {
                text.append('\0').append(recipe.hooks().getOrDefault(hook, ""));
            }
        }
        recipe.modules()
                .forEach(module -> text.append('\0')
                        .append(module.file())
                        .append('\0')
                        .append(module.strip())
                        .append('\0')
                        .append(module.included()));
        return text(text.toString());
    }

    /** The digest of what of the configuration goes into a build. */
    public static String configuration(BuildOrder order) {
        return text(order.strip() + '\0' + order.makeArgs() + '\0' + new TreeMap<>(order.buildEnv()));
    }

    /** The digest of a kernel's headers. */
    public static String headers(Path headers) throws IOException {
        return text(of(headers.resolve(".config")) + '\0' + of(headers.resolve("Module.symvers")));
    }

    /** What tells that a kernel's headers are the same. */
    public static Stamp headersStamp(Path headers) throws IOException {
        return Stamp.of(headers.resolve(".config"), headers.resolve("Module.symvers"));
    }

    private Path symbolsFile(Cell cell) {
        return state.root().resolve(state.symbolsName(cell));
    }

    /** The digest of the symbols that a build exports. */
    public String symbols(Cell cell) throws IOException {
        return of(symbolsFile(cell));
    }

    /** What tells that they are the same. */
    public Stamp symbolsStamp(Cell cell) throws IOException {
        return Stamp.of(symbolsFile(cell));
    }

    /** The files of the symbols that a build may use; what exports none has none. */
    List<Path> symbolsFiles(BuildOrder order) {
        return order.dependencies().stream()
                .map(dependency -> symbolsFile(new Cell(dependency, order.cell().kernel())))
                .filter(Files::isRegularFile)
                .toList();
    }

    private static String of(Path file) throws IOException {
        return Files.isRegularFile(file) ? Digest.of(file.toRealPath()) : "none";
    }

    private static String text(String text) {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** What the kernel's compiler, or the one that stands in for it, says of its version. */
    public Input compiler(Path headers) throws IOException, InterruptedException {
        KernelConfig config = KernelConfig.of(headers);
        String kernels = config.text("CONFIG_CC_VERSION_TEXT").orElse("").split(" ", 2)[0];
        for (String name : List.of(kernels, config.toolchain().containsKey("LLVM") ? "clang" : "gcc")) {
            if (PROGRAM.matcher(name).matches() && host.has(name)) {
                var out = new ByteArrayOutputStream();
                var version = new Command(
                        List.of(name, "--version"), Path.of("/"), Map.of("PATH", host.path(), "LC_ALL", "C"));
                host.processes().run(version, OutputSink.into(out));
                return new Input(text(out.toString(StandardCharsets.UTF_8)), program(name));
            }
        }
        return new Input("", "");
    }

    /** Whether the compiler of a build, going by what was kept of it, is the same. */
    public boolean isSameCompiler(Input then) throws IOException {
        String name = then.stamp().split(" ", 2)[0];
        Optional<Path> program = PROGRAM.matcher(name).matches() ? Programs.find(name, host.path()) : Optional.empty();
        return program.isPresent()
                && program(name, program.get(), Stamp.of(program.get()).text()).equals(then.stamp());
    }

    private String program(String name) throws IOException {
        Path program = Programs.find(name, host.path()).orElseThrow();
        String stamp = Stamp.of(program).reliable();
        return stamp.isEmpty() ? "" : program(name, program, stamp);
    }

    private static String program(String name, Path program, String stamp) throws IOException {
        return name + " " + program.toRealPath() + " " + stamp;
    }
}
