package ckms.engine.kernel.module;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How a module's file is compressed. The options of the programs are those of Kbuild, so that the kernel can decompress
 * the module.
 */
public enum Compression {
    NONE(""),
    GZ(".gz"),
    /** Files of {@code xz} with CRC32 and a small dictionary, as the kernel's decompressor needs them. */
    XZ(".xz"),
    ZST(".zst");

    private static final String MODULE = ".ko";

    private final String suffix;

    Compression(String suffix) {
        this.suffix = suffix;
    }

    /** Returns what follows {@code .ko} in the file's name; an empty text for {@link #NONE}. */
    public String suffix() {
        return suffix;
    }

    /** Returns the program, with its arguments, that compresses standard input to standard output. */
    public List<String> compress() {
        return switch (this) {
            case NONE -> List.of("cat");
            case GZ -> List.of("gzip", "-9", "-n", "-c");
            case XZ -> List.of("xz", "--check=crc32", "--lzma2=dict=1MiB", "-c");
            case ZST -> List.of("zstd", "-q", "-T0", "-c");
        };
    }

    /** Returns the program, with its arguments, that decompresses standard input to standard output. */
    public List<String> decompress() {
        return switch (this) {
            case NONE -> List.of("cat");
            case GZ -> List.of("gzip", "-d", "-c");
            case XZ -> List.of("xz", "-d", "-c");
            case ZST -> List.of("zstd", "-q", "-d", "-c");
        };
    }

    /**
     * Tells by the name of a module's file how it is compressed.
     *
     * @return empty if the name is not that of a module
     */
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
