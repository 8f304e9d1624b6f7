package ckms.engine.kernel.module;

import java.util.Map;
import java.util.OptionalInt;

/** Maps machines, as {@code uname -m} names them, to their numbers in ELF ({@code EM_*} in {@code elf.h}). */
final class ElfMachine {
    /** The numbers, by how the machine's name begins; the longest of several beginnings counts. */
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

    /** Returns the ELF number of a machine; empty if the machine is not known here. */
    static OptionalInt number(String machine) {
        return NUMBERS.entrySet().stream()
                .filter(entry -> machine.startsWith(entry.getKey()))
                .filter(entry -> !entry.getKey().equals("i") || machine.matches("i.86"))
                .max((a, b) -> Integer.compare(a.getKey().length(), b.getKey().length()))
                .map(entry -> OptionalInt.of(entry.getValue()))
                .orElse(OptionalInt.empty());
    }
}
