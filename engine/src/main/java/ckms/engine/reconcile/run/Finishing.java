package ckms.engine.reconcile.run;

import ckms.engine.installside.Depmod;
import ckms.engine.installside.Initramfs;
import ckms.engine.settings.Settings;
import ckms.model.plan.Step;
import ckms.model.run.Outcome;
import java.io.IOException;

/** Does the steps that bring a kernel up to date after its modules changed. */
final class Finishing {
    private final RunContext context;
    private final Depmod depmod;
    private final Initramfs initramfs;

    Finishing(RunContext context) {
        this.context = context;
        Settings settings = context.settings();
        this.depmod = new Depmod(
                context.host(), settings.roots(), settings.depmodHook(), context.records(), settings.hookTimeout());
        this.initramfs = new Initramfs(
                context.host(),
                settings.roots().modules(),
                settings.config().initramfsHook(),
                context.records(),
                settings.hookTimeout());
    }

    /** Says whether a step is still to be done: this is noted when the first module is about to change. */
    boolean isDue(Step.OnKernel step) {
        return context.records().marks(step.kernel()).contains(step.finalizer());
    }

    Outcome finish(Step.OnKernel step) throws IOException, InterruptedException {
        if (!isDue(step)) {
            return new Outcome.Unchanged("no module changed");
        }
        return switch (step.finalizer()) {
            case DEPMOD -> depmod.run(step.kernel());
            case INITRAMFS -> initramfs.refresh(step.kernel());
        };
    }
}
