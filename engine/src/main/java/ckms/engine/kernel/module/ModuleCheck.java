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

/** Checks whether a kernel would accept a module, as far as its ELF machine and its vermagic tell. */
public final class ModuleCheck {
    private final OwnModules own;
    private final Map<KernelTree, Vermagic> known = new HashMap<>();

    /** Makes a check that runs its programs on a host. */
    public ModuleCheck(Host host) {
        this.own = new OwnModules(host);
    }

    /**
     * Tells why a module does not fit a kernel.
     *
     * @param name what the sentence calls the module
     * @param module its file, not compressed
     * @return a sentence; empty if the module fits
     * @throws IOException if the file is no ELF file, or it or the kernel's own files can't be read
     * @throws java.io.UncheckedIOException if a folder of the kernel's own modules can't be read
     * @throws InterruptedException if the thread is interrupted while it waits
     */
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
                ? Vermagic.of(release, KernelConfig.of(kernel))
                : new Vermagic(release, false);
    }
}
