package ckms.model.config;

import ckms.model.recipe.Hook;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The global configuration: what {@code /etc/ckms/config.ini} says, and the defaults for what it leaves out.
 *
 * @param statedir the state directory
 * @param destdir the folder below which modules are installed, in a folder for each kernel
 * @param quiet whether the output of hooks goes to their logs alone, and not to the terminal
 * @param build the options for all builds
 * @param depmodHook the program that runs in place of depmod, if that file exists
 * @param initramfsHook the program that refreshes a kernel's initramfs, if that file exists
 * @param signKey the private key that modules are signed with if the kernel's headers bring none
 * @param signCert the X.509 certificate of the key, in DER or PEM
 * @param cacheMebibytes the most that the cache of results may take, in MiB; 0 means that there is no cache
 * @param sandbox whether what recipes run is kept in a sandbox
 * @param hooks the shell snippets that run around the steps of all packages, as the user that runs ckms
 */
public record GlobalConfig(
        Path statedir,
        Path destdir,
        boolean quiet,
        BuildOptions build,
        Path depmodHook,
        Path initramfsHook,
        Optional<PrivateKey> signKey,
        Optional<Path> signCert,
        long cacheMebibytes,
        Sandboxing sandbox,
        Map<Hook, String> hooks) {
    /** The file to read if the user names no other. */
    public static final Path DEFAULT_FILE = Path.of("/etc/ckms/config.ini");

    /** The configuration that holds if there is no file. */
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
            Sandboxing.AUTO,
            Map.of());

    /** Makes the configuration, with a copy of the map. */
    public GlobalConfig {
        hooks = Map.copyOf(hooks);
    }

    /**
     * Returns what holds of this configuration on another system than its own: no program of it is run there, nor can it
     * do without the sandbox.
     */
    public GlobalConfig elsewhere() {
        return new GlobalConfig(
                statedir,
                destdir,
                quiet,
                build,
                depmodHook,
                initramfsHook,
                signKey,
                signCert,
                cacheMebibytes,
                sandbox == Sandboxing.OFF ? Sandboxing.AUTO : sandbox,
                Map.of());
    }
}
