package ckms.engine.kernel.module;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** How a module's file is compressed. The options are those of the kernel's own build, which its loader can read. */
public enum Compression {
    NONE(""),
    GZ(".gz"),
    /** The kernel's decompressor knows CRC32 only, and no large dictionary. */
    XZ(".xz"),
    ZST(".zst");

    private static final String MODULE = ".ko";

    private final String suffix;

    Compression(String suffix) {
        this.suffix = suffix;
    }

    /** What follows {@code .ko} in the file's name. */
    public String suffix() {
        return suffix;
    }

    /** The program, with its arguments, that compresses standard input to standard output. */
    public List<String> compress() {
        return switch (this) {
            case NONE -> List.of("cat");
            case GZ -> List.of("gzip", "-9", "-n", "-c");
            case XZ -> List.of("xz", "--check=crc32", "--lzma2=dict=1MiB", "-c");
            case ZST -> List.of("zstd", "-q", "-T0", "-c");
        };
    }

    /** The program, with its arguments, that decompresses standard input to standard output. */
    public List<String> decompress() {
        return switch (this) {
            case NONE -> List.of("cat");
            case GZ -> List.of("gzip", "-d", "-c");
            case XZ -> List.of("xz", "-d", "-c");
            case ZST -> List.of("zstd", "-q", "-d", "-c");
        };
    }

    /** How the module file of that name is compressed; empty where it is no module. */
    public static Optional<Compression> of(Path file) {
        String name = file.getFileName().toString();
        for (Compression compression : values()) {
            if (name.endsWith(MODULE + compression.suffix)) {
                return Optional.of(compression);
            }
        }
        return Optional.empty();
    }
}
