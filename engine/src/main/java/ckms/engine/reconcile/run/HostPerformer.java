package ckms.engine.reconcile.run;

import ckms.engine.buildside.hook.HookListener;
import ckms.engine.host.files.Scratch;
import ckms.engine.host.files.Tree;
import ckms.engine.installside.DisableMarker;
import ckms.model.Cell;
import ckms.model.plan.Step;
import ckms.model.recipe.Hook;
import ckms.model.run.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Does steps on this host: the owner's work on the build side, root's on the install side, and the hooks around both.
 */
final class HostPerformer implements Performer {
    private final RunContext context;
    private final Registering registering;
    private final Building building;
    private final Installing installing;
    private final Finishing finishing;
    private final DisableMarker markers;

    HostPerformer(RunContext context) {
        this.context = context;
        var hooks = new SurroundingHooks(context);
        this.registering = new Registering(context, hooks);
        this.building = new Building(context);
        this.installing = new Installing(context, hooks);
        this.finishing = new Finishing(context);
        this.markers =
                new DisableMarker(context.host(), context.settings().roots().modules());
    }

    @Override
    public boolean countsJobs(Step step) {
        return step instanceof Step.Build build
                && building.countsJobs(build.cell().pkg());
    }

    @Override
    public void lend(int jobs) throws IOException {
        context.buildSide().lend(jobs);
    }

    @Override
    public boolean isDue(Step.OnKernel step) {
        return finishing.isDue(step);
    }

    @Override
    public Outcome perform(Step step, int jobs, RunListener listener) throws IOException, InterruptedException {
        HookListener hears = hearing(step, listener);
        return switch (step.action()) {
            case ADD, REFRESH -> registering.add((Step.Add) step, hears);
            case ADOPT -> registering.adopt((Step.Adopt) step);
            case REMOVE -> registering.remove((Step.Remove) step, hears);
            case BUILD, REBUILD -> building.build((Step.Build) step, jobs, hears);
            case INSTALL, REINSTALL -> installing.install((Step.Install) step, hears);
            case UNINSTALL -> installing.uninstall((Step.Uninstall) step, hears);
            case CLEAN -> clean(((Step.Clean) step).cell());
            case DISABLE -> disable((Step.Disable) step);
            case ENABLE -> enable((Step.Enable) step);
            case DEPMOD, REFRESH_INITRAMFS -> finishing.finish((Step.OnKernel) step);
            case COLLECT -> collect((Step.Collect) step);
        };
    }

    private static HookListener hearing(Step step, RunListener listener) {
        return new HookListener() {
            @Override
            public boolean hearsOutput() {
                return listener.hearsOutput();
            }

            @Override
            public void hookStarted(Hook hook) {
                listener.hookStarted(step, hook);
            }

            @Override
            public void output(byte[] bytes, int length) {
                listener.output(step, bytes, length);
            }
        };
    }

    /** Makes a marker; not at the same time as {@link #enable}, which removes folders of markers that are empty. */
    private synchronized Outcome disable(Step.Disable step) throws IOException {
        markers.make(step.cell(), step.owner());
        return Outcome.done();
    }

    private synchronized Outcome enable(Step.Enable step) throws IOException {
        return markers.remove(step.cell(), step.owner()).map(Outcome::failed).orElse(Outcome.done());
    }

    private Outcome clean(Cell cell) throws IOException {
        Outcome cleaned = context.buildSide().clean(cell);
        context.notes().forget(cell);
        return cleaned;
    }

    private Outcome collect(Step.Collect step) throws IOException {
        context.records().retainMarks(step.releases());
        context.notes().retain(step.releases());
        for (Path file : unfinished()) {
            Tree.remove(file);
        }
        return context.buildSide().collect(step, context.settings().cacheBytes());
    }

    /** Lists what was left half written outside of the state directory; there, its owner deletes it. */
    private List<Path> unfinished() throws IOException {
        var files = new ArrayList<Path>(context.records().unfinished());
        files.addAll(markers.unfinished());
        files.addAll(Scratch.leftOver(context.host().user()));
        return files;
    }
}
