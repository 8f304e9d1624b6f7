package ckms.engine.check;

import ckms.engine.host.Host;
import ckms.engine.process.Command;
import ckms.engine.process.OutputSink;
import ckms.model.Diagnostic;
import ckms.model.Diagnostics;
import ckms.model.Parsed;
import ckms.model.SourceText;
import ckms.model.recipe.Recipe;
import ckms.model.recipe.RecipeContext;
import ckms.model.recipe.RecipeFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Looks for all that is wrong with a recipe, in its hooks too, which a shell reads and does not run. */
public final class RecipeCheck {
    private final Host host;
    private final RecipeContext context;

    /** Checks recipes as they read for a kernel. */
    public RecipeCheck(Host host, RecipeContext context) {
        this.host = host;
        this.context = context;
    }

    /** What is wrong, by its place. */
    public List<Diagnostic> faults(SourceText source) throws IOException, InterruptedException {
        var problems = new Diagnostics();
        problems.addAll(RecipeFile.faults(source, context));
        Parsed<Recipe> recipe = RecipeFile.read(source).then(file -> file.forKernel(context));
        if (recipe instanceof Parsed.Valid<Recipe> valid) {
            for (var hook : valid.value().hooks().entrySet()) {
                String complaint = complaint(hook.getValue());
                if (!complaint.isEmpty()) {
                    String option = hook.getKey().option();
                    problems.error(
                            RecipeFile.placeOfHook(source, hook.getKey()),
                            "shell-syntax",
                            "the shell does not understand hook '" + option + "': " + complaint);
                }
            }
        }
        return problems.found();
    }

    private String complaint(String snippet) throws IOException, InterruptedException {
        var out = new ByteArrayOutputStream();
        var read = new Command(
                List.of("/bin/sh", "-n", "-c", snippet), Path.of("/"), Map.of("PATH", host.path(), "LC_ALL", "C"));
        int exit = host.processes().run(read, OutputSink.into(out));
        return exit == 0 ? "" : out.toString(StandardCharsets.UTF_8).strip();
    }
}
