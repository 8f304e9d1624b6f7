package ckms.engine.buildside;

import ckms.engine.store.StateDirectory;
import ckms.model.recipe.KernelModule;
import ckms.model.recipe.Recipe;
import java.io.IOException;
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
                    lines.addAll(Files.readAllLines(file));
                }
            }
        }
        if (!lines.isEmpty()) {
            Files.write(kept, List.copyOf(new LinkedHashSet<>(lines)));
        }
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
