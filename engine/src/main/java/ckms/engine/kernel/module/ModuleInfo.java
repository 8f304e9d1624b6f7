package ckms.engine.kernel.module;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import net.fornwall.jelf.ElfFile;
import net.fornwall.jelf.ElfSection;

/**
 * What the file of a kernel module, not compressed, says of the module.
 *
 * @param elfMachine ELF's number of the machine ({@code e_machine})
 * @param vermagic the {@code vermagic=} of its {@code .modinfo} section; empty if it has none
 */
public record ModuleInfo(int elfMachine, Optional<String> vermagic) {
    /** How each ELF file begins, a byte a character. */
    public static final String MAGIC = "\u007fELF";

    private static final String VERMAGIC = "vermagic=";

    /**
     * Reads the file of a module.
     *
     * @throws IOException if the file can't be read; a {@link FileSystemException} if it is no sound ELF file
     */
    public static ModuleInfo of(Path module) throws IOException {
        try (FileChannel channel = FileChannel.open(module, StandardOpenOption.READ)) {
            if (channel.size() == 0) {
                throw notAModule(module, "is empty");
            }
            ElfFile elf = ElfFile.from(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
            return new ModuleInfo(elf.e_machine & 0xffff, vermagic(elf, channel.size()));
        } catch (RuntimeException | OutOfMemoryError damaged) {
            // The reader makes room for a table, however large the file says it is, before it reads it.
            throw notAModule(module, "is not a sound ELF file");
        }
    }

    private static Optional<String> vermagic(ElfFile elf, long fileSize) {
        ElfSection section = elf.firstSectionByName(".modinfo");
        if (section == null || section.header.sh_size > fileSize) {
            return Optional.empty();
        }
        String text = new String(section.getData(), StandardCharsets.UTF_8);
        for (String entry : text.split("\0", -1)) {
            if (entry.startsWith(VERMAGIC)) {
                return Optional.of(entry.substring(VERMAGIC.length()));
            }
        }
        return Optional.empty();
    }

    private static FileSystemException notAModule(Path module, String why) {
        return new FileSystemException(module.toString(), null, why + ", so it is no kernel module");
    }
}
