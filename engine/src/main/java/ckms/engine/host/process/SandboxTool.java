package ckms.engine.host.process;

import java.nio.file.Path;
import java.util.List;

/** A tool that runs a program in namespaces of its own. */
interface SandboxTool {
    /** The folders of which the program gets empty ones of its own. */
    List<Path> MASKS = List.of(Path.of("/tmp"), Path.of("/run"));

    /** Returns the name of the tool's program. */
    String program();

    /**
     * Makes the command line that runs a program.
     *
     * @param view what the program sees
     * @param words the program and its arguments
     */
    List<String> words(View view, List<String> words);

    /**
     * What a program sees. Everything is there, read-only, but for {@link #MASKS}.
     *
     * @param folder its working directory
     * @param hidden the paths in {@link #MASKS} that are there all the same
     * @param writable the folders that it may change
     */
    record View(Path folder, List<Path> hidden, List<Path> writable, boolean network) {
        /** Makes a view, with copies of the lists. */
        public View {
            hidden = List.copyOf(hidden);
            writable = List.copyOf(writable);
        }
    }
}
