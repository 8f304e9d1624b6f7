package ckms.cli.bench;

import ckms.engine.fixture.FakeRoot;
import ckms.model.Kernel;
import ckms.model.PackageId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes a root with kernels and sources of the size of real ones, and a manifest, for {@code bin/bench}. */
public final class BenchHost {
    private static final int PACKAGES = 30;
    private static final int KERNELS = 4;
    private static final int FILE_SIZE = 8 << 10;
    private static final int SYMVERS_SIZE = 1 << 20;

    private BenchHost() {}

    /** Takes the folder and the number of files of each source. */
    public static void main(String[] args) throws IOException {
        Path folder = Files.createDirectories(Path.of(args[0]));
        int files = Integer.parseInt(args[1]);
        var root = new FakeRoot(folder);
        var random = new Random(1);
        List<Kernel> kernels = new ArrayList<>();
        for (int i = 0; i < KERNELS; i++) {
            kernels.add(new Kernel("6." + i + ".0-1", "x86_64"));
            root.addKernel(kernels.get(i));
            fill(root.modules().resolve("6." + i + ".0-1/build/Module.symvers"), SYMVERS_SIZE, random);
        }
        var manifest = new StringBuilder("schema: 1\npackages:\n");
        for (int i = 0; i < PACKAGES; i++) {
            var id = new PackageId("package-" + i, "1");
            Path source = root.addSource(id, FakeRoot.COPIES, kernels.toArray(Kernel[]::new));
            for (int f = 0; f < files; f++) {
                fill(source.resolve("file-" + f + ".c"), FILE_SIZE, random);
            }
            manifest.append("  - {name: ")
                    .append(id.name())
                    .append(", version: 1, source: ")
                    .append(source)
                    .append("}\n");
        }
        Files.writeString(folder.resolve("manifest.yaml"), manifest);
        try (var all = Files.walk(folder)) {
            FileTime yesterday = FileTime.from(Instant.now().minus(1, ChronoUnit.DAYS));
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Files.setLastModifiedTime(file, yesterday);
            }
        }
    }

    private static void fill(Path file, int size, Random random) throws IOException {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        Files.write(file, bytes);
    }
}
