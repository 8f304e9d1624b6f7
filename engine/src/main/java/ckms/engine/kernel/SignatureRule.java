package ckms.engine.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Tells whether the running kernel, however it was built, loads only modules that are signed. */
public final class SignatureRule {
    private SignatureRule() {}

    /**
     * Asks the kernel: it may be locked down, as with secure boot, or was started with {@code module.sig_enforce}.
     *
     * @param sys where the kernel tells of itself, {@code /sys}
     * @return the reason, as words that follow the kernel's name; empty if it takes other modules too, or does not tell
     * @throws IOException if it can't be asked, though it would tell
     */
    public static Optional<String> reason(Path sys) throws IOException {
        String lockdown = read(sys.resolve("kernel/security/lockdown"));
        for (String level : List.of("integrity", "confidentiality")) {
            if (lockdown.contains("[" + level + "]")) {
                return Optional.of("is locked down (" + level + ")");
            }
        }
        return read(sys.resolve("module/module/parameters/sig_enforce")).strip().equals("Y")
                ? Optional.of("was told to enforce signatures (module.sig_enforce)")
                : Optional.empty();
    }

    private static String read(Path file) throws IOException {
        return Files.isReadable(file) ? Files.readString(file) : "";
    }
}
