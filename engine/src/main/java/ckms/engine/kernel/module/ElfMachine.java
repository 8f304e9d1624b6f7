package ckms.engine.kernel.module;

import java.util.Map;
import java.util.OptionalInt;

/** ELF's number of a machine that {@code uname -m} names. Source: {@code elf.h}, {@code EM_*}. */
final class ElfMachine {
    /** By how the machine's name begins, the longer beginning first where one begins another. */
    private static final Map<String, Integer> NUMBERS = Map.ofEntries(
            Map.entry("x86_64", 62),
            Map.entry("i", 3),
            Map.entry("aarch64", 183),
            Map.entry("arm", 40),
            Map.entry("ppc64", 21),
            Map.entry("ppc", 20),
            Map.entry("riscv", 243),
            Map.entry("loongarch", 258),
            Map.entry("s390", 22),
            Map.entry("mips", 8),
            Map.entry("sparc64", 43),
            Map.entry("parisc", 15),
            Map.entry("sh", 42));

    private ElfMachine() {}

    /** The number; empty for a machine that is not known here. */
    static OptionalInt number(String machine) {
        return NUMBERS.entrySet().stream()
                .filter(entry -> machine.startsWith(entry.getKey()))
                .filter(entry -> !entry.getKey().equals("i") || machine.matches("i.86"))
                .max((a, b) -> Integer.compare(a.getKey().length(), b.getKey().length()))
                .map(entry -> OptionalInt.of(entry.getValue()))
                .orElse(OptionalInt.empty());
    }
}
