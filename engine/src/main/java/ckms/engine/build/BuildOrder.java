package ckms.engine.build;

import ckms.engine.kernel.KernelTree;
import ckms.engine.state.Input;
import ckms.model.Cell;
import ckms.model.PackageId;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
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
 * @param signingKey the certificate of the key that modules are signed with; its digest is empty where they are not
 * @param dependencies the packages whose symbols the build may use
 * @param owner the manifest that has it built; empty where a verb does
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
        Input signingKey,
        List<PackageId> dependencies,
        String owner) {
    public BuildOrder {
        buildEnv = Collections.unmodifiableMap(new LinkedHashMap<>(buildEnv));
        dependencies = List.copyOf(dependencies);
    }

    KernelTree kernel() {
        return new KernelTree(cell.kernel(), modules, true, Optional.of(headers));
    }
}
