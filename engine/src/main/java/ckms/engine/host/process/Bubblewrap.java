package ckms.engine.host.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Bubblewrap, a package of every distribution; see bwrap(1). */
final class Bubblewrap implements SandboxTool {
    @Override
    public String program() {
        return "bwrap";
    }

    @Override
    public List<String> words(View view, List<String> words) {
        var all = new ArrayList<>(
                List.of(program(), "--die-with-parent", "--new-session", "--unshare-pid", "--unshare-ipc"));
        if (!view.network()) {
            all.add("--unshare-net");
        }
        all.addAll(List.of("--cap-drop", "ALL", "--ro-bind", "/", "/", "--dev", "/dev"));
        // Root needs no capability to write to the files of /proc/sys, which are the host's.
        all.addAll(List.of("--proc", "/proc", "--remount-ro", "/proc"));
        MASKS.forEach(mask -> all.addAll(List.of("--tmpfs", mask.toString())));
        view.hidden().forEach(path -> bind(all, "--ro-bind", path));
        view.writable().forEach(path -> bind(all, "--bind", path));
        all.addAll(List.of("--chdir", view.folder().toString(), "--"));
        all.addAll(words);
        return all;
    }

    private static void bind(List<String> words, String option, Path path) {
        words.addAll(List.of(option, path.toString(), path.toString()));
    }
}
