package ckms.cli.real;

import java.util.List;
import org.junit.jupiter.api.Tag;

/** On a state directory of another user's: half of the processes are root's, half are that user's, who installs nothing. */
@Tag("root")
class TogetherAsRootIT extends Together {
    TogetherAsRootIT() {
        super(TrialRoot.Owner.NOBODY);
    }

    private static boolean isRoots(int process) {
        return process % 2 == 0;
    }

    @Override
    List<String> as(int process) {
        return isRoots(process)
                ? super.as(process)
                : List.of("setpriv", "--reuid", RealHost.NOBODY, "--regid", RealHost.NOBODY, "--clear-groups");
    }

    @Override
    List<String> verbs(int process) {
        return isRoots(process) ? super.verbs(process) : List.of("add", "add", "build", "build", "clean", "remove");
    }
}
