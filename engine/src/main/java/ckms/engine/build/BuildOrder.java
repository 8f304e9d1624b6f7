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
 * @param jobs how many jobs are the build's own
 * @param served whether its makes are lent more by a job server, since the recipe does not count jobs itself
 * @param strip the command that strips a module
 * @param makeArgs arguments for make from the configuration
 * @param buildEnv variables from the configuration
 * @param signingKey the certificate of the key that modules are signed with; its digest is empty where they are not
 * @param dependencies the packages whose symbols the build may use
 * @param owner the manifest that has it built; empty where a verb does
 * @param cacheBytes how large the cache of results may become; none is used where that is 0
 * @param limitSeconds the most that one hook may take
 */
public record BuildOrder(
        Cell cell,
        Path modules,
        Path headers,
        Path destdir,
        boolean depmod,
        int jobs,
        boolean served,
        String strip,
        String makeArgs,
        Map<String, String> buildEnv,
        Input signingKey,
        List<PackageId> dependencies,
        String owner,
        long cacheBytes,
        long limitSeconds) {
    public BuildOrder {
        buildEnv = Collections.unmodifiableMap(new LinkedHashMap<>(buildEnv));
        dependencies = List.copyOf(dependencies);
    }

    /** The same, with other jobs. */
    public BuildOrder with(int others, boolean isServed) {
        return new BuildOrder(
                cell,
                modules,
                headers,
                destdir,
                depmod,
                others,
                isServed,
                strip,
                makeArgs,
                buildEnv,
                signingKey,
                dependencies,
                owner,
                cacheBytes,
                limitSeconds);
    }

    KernelTree kernel() {
        return new KernelTree(cell.kernel(), modules, true, Optional.of(headers));
    }
}
