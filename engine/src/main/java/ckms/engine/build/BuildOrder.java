package ckms.engine.build;

import ckms.engine.kernel.KernelTree;
import ckms.model.Cell;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What to build, and with what.
 *
 * @param modules the kernel's folder of modules
 * @param headers the folder to build against
 * @param destdir where modules will be installed, as hooks are told
 * @param depmod whether depmod will run, as hooks are told
 * @param jobs how many jobs the build may run at once
 * @param strip the command that strips a module
 * @param makeArgs arguments for make from the configuration
 * @param buildEnv variables from the configuration
 * @param signingKey the digest of the certificate of the key that modules are signed with; empty where they are not
 */
public record BuildOrder(
        Cell cell,
        Path modules,
        Path headers,
        Path destdir,
        boolean depmod,
        int jobs,
        String strip,
        String makeArgs,
        Map<String, String> buildEnv,
        String signingKey) {
    KernelTree kernel() {
        return new KernelTree(cell.kernel(), modules, true, Optional.of(headers));
    }
}
