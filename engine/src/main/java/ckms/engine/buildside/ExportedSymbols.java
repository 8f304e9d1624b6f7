package ckms.engine.buildside;

import ckms.engine.host.files.RegularFile;
import ckms.engine.store.StateDirectory;
import ckms.model.recipe.KernelModule;
import ckms.model.recipe.Recipe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The symbols that the modules of a build export, which builds of other packages may use. Kbuild writes them to
 * {@code Module.symvers}, beside the modules or in a folder above them.
 */
final class ExportedSymbols {
    /** In bytes; the kernel itself has less than ten megabytes of symbols. */
    private static final int MOST = 64 << 20;

    private final Stage stage;

    ExportedSymbols(Stage stage) {
        this.stage = stage;
    }

    /** Keeps the symbols with what was built, unless a hook has done so, or there are none. */
    void keep(Recipe recipe) throws IOException {
        Path kept = stage.result().resolve(StateDirectory.SYMBOLS);
        var lines = new ArrayList<String>();
        if (!Files.exists(kept, LinkOption.NOFOLLOW_LINKS)) {
            for (Path folder : folders(recipe)) {
                Path file = folder.resolve(StateDirectory.SYMBOLS);
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    lines.addAll(lines(file));
                }
            }
        }
        if (!lines.isEmpty()) {
            Files.write(kept, List.copyOf(new LinkedHashSet<>(lines)), StandardCharsets.ISO_8859_1);
        }
    }

    /** Reads lines as they are; nobody says in which character set they are. */
    private static List<String> lines(Path file) throws IOException {
        return new String(RegularFile.bytes(file, MOST), StandardCharsets.ISO_8859_1)
                .lines()
                .toList();
    }

    /** Lists the folders in which Kbuild may have been run. */
    private Set<Path> folders(Recipe recipe) {
        Set<Path> folders = new LinkedHashSet<>();
        for (KernelModule module : recipe.modules()) {
            Path at = stage.build().resolve(module.file()).getParent();
            for (; at.startsWith(stage.build()); at = at.getParent()) {
                folders.add(at);
            }
        }
        return folders;
    }
}
