package ckms.engine.plan;

import ckms.engine.Settings;
import ckms.engine.build.BuildInputs;
import ckms.engine.desired.DesiredCell;
import ckms.engine.desired.DesiredPackage;
import ckms.engine.files.Stamp;
import ckms.engine.host.Host;
import ckms.engine.kernel.KernelTree;
import ckms.engine.sign.Signing;
import ckms.engine.state.Input;
import ckms.model.Cell;
import ckms.model.PackageId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What builds would be made from now. What has the sizes, inodes and times that were recorded at a build is not read,
 * and what many builds are made from is looked at once.
 */
final class CurrentInputs {
    private final Host host;
    private final Settings settings;
    private final BuildInputs inputs;
    private final Map<String, Stamp> stamps = new HashMap<>();
    private final Map<String, String> digests = new HashMap<>();
    private final Map<Path, Input> compilers = new HashMap<>();
    private final Map<Input, Boolean> sameCompilers = new HashMap<>();

    CurrentInputs(Host host, Settings settings) {
        this.host = host;
        this.settings = settings;
        this.inputs = new BuildInputs(host, settings.state());
    }

    @FunctionalInterface
    private interface Reading<T> {
        T read() throws IOException, InterruptedException;
    }

    /**
     * The inputs of a cell by name, in the order in which a change is told; empty what is not known.
     *
     * @param then what was recorded
     */
    Map<String, Optional<Input>> of(DesiredPackage pkg, DesiredCell wanted, KernelTree kernel, Map<String, Input> then)
            throws IOException, InterruptedException {
        Map<String, Optional<Input>> now = new LinkedHashMap<>();
        now.put(BuildInputs.SOURCE, pkg.sourceExists() ? source(pkg, then) : Optional.empty());
        now.put(BuildInputs.RECIPE, known(wanted.recipe()));
        boolean hasHeaders = kernel.headers().isPresent();
        now.put(BuildInputs.HEADERS, hasHeaders ? headers(kernel.build(), then) : Optional.empty());
        now.put(
                BuildInputs.COMPILER,
                hasHeaders ? compiler(kernel.build(), then.get(BuildInputs.COMPILER)) : Optional.empty());
        now.put(
                BuildInputs.CONFIGURATION,
                known(BuildInputs.configuration(
                        settings.buildOrder(pkg.id(), kernel, new Input("", ""), wanted.dependencies(), ""))));
        now.put(BuildInputs.KEY, hasHeaders ? key(kernel.build(), then) : Optional.empty());
        for (PackageId dependency : wanted.dependencies()) {
            var cell = new Cell(dependency, kernel.kernel());
            String name = BuildInputs.symbols(dependency);
            now.put(
                    name,
                    now(
                            "symbols " + cell,
                            then.get(name),
                            () -> inputs.symbolsStamp(cell),
                            () -> inputs.symbols(cell)));
        }
        return now;
    }

    private Optional<Input> source(DesiredPackage pkg, Map<String, Input> then) throws InterruptedException {
        Path source = pkg.source().orElseThrow().value();
        return now(
                "source " + source,
                then.get(BuildInputs.SOURCE),
                () -> BuildInputs.sourceStamp(source),
                () -> BuildInputs.source(source));
    }

    private Optional<Input> headers(Path headers, Map<String, Input> then) throws InterruptedException {
        return now(
                "headers " + headers,
                then.get(BuildInputs.HEADERS),
                () -> BuildInputs.headersStamp(headers),
                () -> BuildInputs.headers(headers));
    }

    private Optional<Input> key(Path headers, Map<String, Input> then) throws InterruptedException {
        return now(
                "key " + headers,
                then.get(BuildInputs.KEY),
                () -> Signing.stamp(headers, settings.signingKey()),
                () -> Signing.of(host, headers, settings.signingKey()).keyDigest());
    }

    private static Optional<Input> known(String digest) {
        return digest.isEmpty() ? Optional.empty() : Optional.of(new Input(digest, ""));
    }

    /** Not known where it can't be read, which a build would tell. */
    private Optional<Input> now(String what, Input then, Reading<Stamp> stamp, Reading<String> digest)
            throws InterruptedException {
        try {
            if (!stamps.containsKey(what)) {
                stamps.put(what, stamp.read());
            }
            Stamp current = stamps.get(what);
            if (then != null && !then.stamp().isEmpty() && then.stamp().equals(current.text())) {
                return Optional.of(then);
            }
            if (!digests.containsKey(what)) {
                digests.put(what, digest.read());
            }
            return Optional.of(new Input(digests.get(what), current.reliable()));
        } catch (IOException notReadable) {
            return Optional.empty();
        }
    }

    private Optional<Input> compiler(Path headers, Input then) throws IOException, InterruptedException {
        if (then != null) {
            if (!sameCompilers.containsKey(then)) {
                sameCompilers.put(then, inputs.isSameCompiler(then));
            }
            if (sameCompilers.get(then)) {
                return Optional.of(then);
            }
        }
        if (!compilers.containsKey(headers)) {
            compilers.put(headers, inputs.compiler(headers));
        }
        return Optional.of(compilers.get(headers))
                .filter(input -> !input.digest().isEmpty());
    }
}
