package ckms.model.manifest;

import ckms.model.Kernel;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The kernels of a host, as {@link KernelSelector}s see them.
 *
 * @param installed the installed kernels, the oldest first
 * @param running the running kernel, which need not be installed; modules are built for its machine
 */
public record HostKernels(List<Kernel> installed, Kernel running) {
    /** Makes the kernels of a host, with its own copy of the list. */
    public HostKernels {
        installed = List.copyOf(installed);
    }

    /** Returns the kernel of a release, installed or not. */
    Kernel named(String release) {
        return new Kernel(release, running.machine());
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
