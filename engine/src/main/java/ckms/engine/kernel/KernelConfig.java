package ckms.engine.kernel;

import ckms.engine.host.files.RegularFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The Kbuild configuration, {@code .config}, that a kernel was built with; without options if there is no such file.
 */
public final class KernelConfig {
    /** In bytes; a configuration with all options has less than a megabyte. */
    private static final int MOST = 16 << 20;

    private final Map<String, String> options = new HashMap<>();
    /** The options before the first empty line, which tell the toolchain. */
    private final Set<String> first = new HashSet<>();

    private KernelConfig() {}

    /**
     * Reads the configuration of a kernel from its headers.
     *
     * @throws IOException if the file can't be read
     */
    public static KernelConfig of(KernelTree kernel) throws IOException {
        var config = new KernelConfig();
        Path file = kernel.header(".config");
        if (Files.isRegularFile(file)) {
            boolean inFirst = true;
            for (String line : text(file).lines().toList()) {
                inFirst &= !line.isEmpty();
                int equals = line.indexOf('=');
                if (line.startsWith("CONFIG_") && equals > 0) {
                    config.options.put(line.substring(0, equals), line.substring(equals + 1));
                    if (inFirst) {
                        config.first.add(line.substring(0, equals));
                    }
                }
            }
        }
        return config;
    }

    /**
     * Says whether an option is built in, without reading all the others.
     *
     * @return false also if there is no {@code .config}
     * @throws IOException if the file can't be read
     */
    public static boolean isYes(KernelTree kernel, String option) throws IOException {
        Path file = kernel.header(".config");
        return Files.isRegularFile(file) && text(file).contains("\n" + option + "=y\n");
    }

    private static String text(Path file) throws IOException {
        return new String(RegularFile.bytes(file.toRealPath(), MOST), StandardCharsets.ISO_8859_1);
    }

    /** Says whether there is a {@code .config} with at least one option. */
    public boolean isKnown() {
        return !options.isEmpty();
    }

    /** Says whether an option, such as {@code CONFIG_SMP}, is built in. */
    public boolean yes(String option) {
        return "y".equals(options.get(option));
    }

    /** Returns the text of an option, without its quotes; empty if it is not set. */
    public Optional<String> text(String option) {
        return Optional.ofNullable(options.get(option))
                .map(text -> text.replaceAll("^\"|\"$", ""))
                .filter(text -> !text.isEmpty());
    }

    /** Lists the variables that Kbuild's make needs to use the toolchain that the kernel was built with, in order. */
    public Map<String, String> toolchain() {
        var variables = new LinkedHashMap<String, String>();
        boolean clang = inFirst("CONFIG_CC_IS_CLANG");
        if (clang) {
            variables.put("LLVM", "1");
        }
        if (inFirst("CONFIG_AS_IS_GNU")) {
            variables.put("LLVM_IAS", "0");
        }
        if (inFirst("CONFIG_LD_IS_BFD")) {
            variables.put("LD", "ld.bfd");
        } else if (inFirst("CONFIG_LD_IS_LLD")) {
            variables.put("LD", "ld.lld");
        }
        if (clang) {
            variables.putIfAbsent("LLVM_IAS", "1");
        }
        return variables;
    }

    private boolean inFirst(String option) {
        return first.contains(option) && yes(option);
    }
}
