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
 * @param running the one that runs, which need not be installed; its machine is the one that modules are built for
 */
public record HostKernels(List<Kernel> installed, Kernel running) {
    public HostKernels {
        installed = List.copyOf(installed);
    }

    /** The kernel of a release, installed or not. */
    Kernel named(String release) {
        return new Kernel(release, running.machine());
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
