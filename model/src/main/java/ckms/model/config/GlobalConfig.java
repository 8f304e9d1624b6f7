package ckms.model.config;

import ckms.model.recipe.Hook;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code /etc/ckms/config.ini} says, with the defaults for what it leaves out.
 *
 * @param statedir the state directory
 * @param destdir the folder below which modules are installed, in a folder for each kernel
 * @param quiet whether hook output stays off the terminal
 * @param build what it says about all builds
 * @param depmodHook what runs in place of depmod, where that file exists
 * @param initramfsHook what refreshes a kernel's initramfs, where that file exists
 * @param signKey the private key that modules are signed with where the kernel's headers bring none
 * @param signCert the certificate of that key
 * @param cacheMebibytes how large the cache of results may become; none is used where that is 0
 * @param hooks what runs around the steps of all packages, as whoever runs ckms
 */
public record GlobalConfig(
        Path statedir,
        Path destdir,
        boolean quiet,
        BuildOptions build,
        Path depmodHook,
        Path initramfsHook,
        Optional<Path> signKey,
        Optional<Path> signCert,
        long cacheMebibytes,
        Map<Hook, String> hooks) {
    /** Where the file is where the user does not say. */
    public static final Path DEFAULT_FILE = Path.of("/etc/ckms/config.ini");

    /** What holds where there is no file. */
    public static final GlobalConfig DEFAULT = new GlobalConfig(
            Path.of("/var/lib/ckms"),
            Path.of("/lib/modules"),
            false,
            BuildOptions.DEFAULT,
            Path.of("/etc/ckms/depmod.sh"),
            Path.of("/etc/ckms/refresh-initramfs.sh"),
            Optional.empty(),
            Optional.empty(),
            1024,
            Map.of());

    public GlobalConfig {
        hooks = Map.copyOf(hooks);
    }
}
