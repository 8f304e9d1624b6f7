package ckms.model.manifest;

import ckms.model.Kernel;
import ckms.model.Machine;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The kernels of a host, as {@link KernelSelector}s see them.
 *
 * @param installed the installed kernels, the oldest first
 * @param machine the machine, and the kernel that runs on it
 */
public record HostKernels(List<Kernel> installed, Machine machine) {
    /** Makes the kernels of a host, with its own copy of the list. */
    public HostKernels {
        installed = List.copyOf(installed);
    }

    /** Lists the installed kernels of the newest versions, with all their flavours. */
    Set<Kernel> latest(int versions) {
        var seen = new LinkedHashSet<String>();
        var latest = new LinkedHashSet<Kernel>();
        for (int i = installed.size() - 1; i >= 0; i--) {
            seen.add(installed.get(i).version());
            if (seen.size() > versions) {
                break;
            }
            latest.add(installed.get(i));
        }
        return Collections.unmodifiableSet(latest);
    }
}
