package ckms.model.manifest;

import ckms.model.Kernel;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The kernels of a host, as selectors look at them.
 *
 * @param installed in order
 * @param running as {@code uname -r} prints it; it need not be installed
 * @param machine the machine that modules are built for
 */
public record HostKernels(List<Kernel> installed, String running, String machine) {
    public HostKernels {
        installed = List.copyOf(installed);
    }

    /** The running kernel. */
    Kernel runningKernel() {
        return new Kernel(running, machine);
    }

    /** The installed kernels of the newest versions, with all their flavours. */
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
