package ckms.engine.inputs;

import ckms.engine.host.Host;
import ckms.engine.kernel.KernelTree;
import ckms.model.PackageId;
import ckms.model.config.BuildOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The sources of all inputs of one build, for reading them before the build and for looking at them afterwards.
 *
 * @param all by the inputs' names, in the order in which changes are told
 */
public record InputSources(Map<InputName, InputSource> all) {
    /** Makes a copy of the sources, put in order. */
    public InputSources {
        var ordered = new TreeMap<InputName, InputSource>(InputName.ORDER);
        ordered.putAll(all);
        all = Collections.unmodifiableMap(ordered);
    }

    /**
     * What a build is made from.
     *
     * @param source the source tree, with no link in its path; empty if there is none
     * @param recipe the digest of what the build uses of the recipe, see {@link InputDigests}; empty if it is not known
     * @param kernel the kernel whose headers to build against; empty if there are none
     * @param options what the configuration says
     * @param key the certificate of the key that modules are signed with
     * @param state the root of the state directory
     * @param symbols by package, the file in the state directory of the symbols that it exports, {@code Module.symvers}
     */
    public record Parts(
            Optional<Path> source,
            Optional<String> recipe,
            Optional<KernelTree> kernel,
            BuildOptions options,
            InputSource key,
            Path state,
            Map<PackageId, Path> symbols) {}

    /** Lists the sources of the inputs of a build on a host. */
    public static InputSources of(Host host, Parts parts) {
        Map<InputName, InputSource> all = new HashMap<>();
        for (InputName.Part part : InputName.Part.values()) {
            Optional<? extends InputSource> source = switch (part) {
                case SOURCE -> parts.source().map(folder -> new SourceTree(folder, host.isRoot()));
                case RECIPE -> parts.recipe().map(Input::of).map(InputSource::given);
                case HEADERS -> parts.kernel().map(Headers::new);
                case COMPILER -> parts.kernel().map(kernel -> new Compiler(host, kernel));
                case CONFIGURATION -> Optional.of(InputSource.given(Input.of(InputDigests.of(parts.options()))));
                case KEY -> Optional.of(parts.key());
            };
            all.put(part, source.isPresent() ? source.get() : InputSource.none());
        }
        Path state = parts.state();
        parts.symbols()
                .forEach((pkg, file) ->
                        all.put(new InputName.Symbols(pkg), new SymbolsFile(state, state.relativize(file))));
        return new InputSources(all);
    }

    /**
     * Reads all inputs; one that does not exist becomes {@link Input#NONE}.
     *
     * @throws IOException if one can't be read
     * @throws InterruptedException if the thread is interrupted while it waits for a program
     */
    public Inputs read() throws IOException, InterruptedException {
        Map<InputName, Input> read = new HashMap<>();
        for (Map.Entry<InputName, InputSource> source : all.entrySet()) {
            read.put(source.getKey(), source.getValue().read().orElse(Input.NONE));
        }
        return new Inputs(read);
    }
}
