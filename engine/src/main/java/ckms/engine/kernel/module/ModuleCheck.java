package ckms.engine.kernel.module;

import ckms.engine.host.Host;
import ckms.engine.kernel.KernelConfig;
import ckms.engine.kernel.KernelTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Tells whether a module would be accepted by a kernel, as far as its vermagic and its machine tell. */
public final class ModuleCheck {
    private final OwnModules own;
    private final Map<KernelTree, Vermagic> known = new HashMap<>();

    /** Checks modules on that host. */
    public ModuleCheck(Host host) {
        this.own = new OwnModules(host);
    }

    /** Why the module does not belong to the kernel, as a sentence about {@code name}; empty where it does. */
    public Optional<String> complaint(String name, Path module, KernelTree kernel)
            throws IOException, InterruptedException {
        ModuleInfo info = ModuleInfo.of(module);
        String machine = kernel.kernel().machine();
        OptionalInt expected = ElfMachine.number(machine);
        if (expected.isPresent() && expected.getAsInt() != info.elfMachine()) {
            return Optional.of(name + " is not for " + machine + ": its ELF machine is " + info.elfMachine() + ", not "
                    + expected.getAsInt());
        }
        if (info.vermagic().isEmpty()) {
            return Optional.of(name + " has no vermagic, so it is no kernel module");
        }
        return vermagic(kernel)
                .mismatch(info.vermagic().get())
                .map(mismatch -> name + " does not fit " + kernel.kernel() + ": " + mismatch);
    }

    private synchronized Vermagic vermagic(KernelTree kernel) throws IOException, InterruptedException {
        Vermagic vermagic = known.get(kernel);
        if (vermagic == null) {
            vermagic = find(kernel);
            known.put(kernel, vermagic);
        }
        return vermagic;
    }

    private Vermagic find(KernelTree kernel) throws IOException, InterruptedException {
        Optional<String> ofOwnModule = own.vermagic(kernel);
        if (ofOwnModule.isPresent()) {
            return Vermagic.of(ofOwnModule.get());
        }
        String release = kernel.kernel().release();
        return kernel.headers().isPresent()
                ? Vermagic.of(release, KernelConfig.of(kernel.headers().get()))
                : new Vermagic(release, false);
    }
}
