package ckms.model.recipe;

import ckms.model.Diagnostics;
import ckms.model.PackageId;
import ckms.model.Parsed;
import ckms.model.SourceText;
import ckms.model.ini.IniDocument;
import ckms.model.ini.IniReader;
import ckms.model.ini.Options;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A recipe as it stands in its file, {@code ckms.ini}. Which package it is for is the same everywhere; the rest may
 * refer to the kernel and is resolved by {@link #forKernel}.
 */
public final class RecipeFile {
    private static final String GENERAL = "general";
    private static final String HOOKS = "hooks";

    private final IniDocument document;
    private final PackageId pkg;

    private RecipeFile(IniDocument document, PackageId pkg) {
        this.document = document;
        this.pkg = pkg;
    }

    /** Reads a recipe; the errors are those of the dialect and a missing or bad name or version. */
    public static Parsed<RecipeFile> read(SourceText source) {
        return IniReader.read(source, GENERAL).then(RecipeFile::of);
    }

    private static Parsed<RecipeFile> of(IniDocument document) {
        var problems = new Diagnostics();
        var options = new Options(document, problems);
        String name = options.mandatory(GENERAL, "name");
        String version = options.mandatory(GENERAL, "version");
        if (!problems.hasErrors()) {
            PackageId.complaint(name, version).ifPresent(complaint -> options.error(GENERAL, "name", complaint));
        }
        return problems.hasErrors()
                ? problems.failure()
                : Parsed.of(new RecipeFile(document, new PackageId(name, version)));
    }

    /** The package that the recipe is for. */
    public PackageId pkg() {
        return pkg;
    }

    /** The file's text. */
    public SourceText source() {
        return document.source();
    }

    /** Resolves everything for one kernel; names all that is wrong. */
    public Parsed<Recipe> forKernel(RecipeContext context) {
        IniDocument resolved = document.with(context.options());
        var problems = new Diagnostics();
        var options = new Options(resolved, problems);
        Condition strip = Conditions.read(options, GENERAL, "strip", Condition.YES);
        List<KernelModule> modules = new ModuleSections(resolved, options).read(strip);
        if (modules.isEmpty()) {
            problems.error(
                    resolved.source().line(1),
                    "no-module",
                    "the recipe has no module; give it a section [module.NAME] with path and dest");
        }
        return problems.resultOf(new Recipe(
                pkg,
                options.text(GENERAL, "make").orElse(Recipe.DEFAULT_MAKE),
                Conditions.read(options, GENERAL, "initramfs", Condition.NO),
                hooks(resolved, options),
                modules));
    }

    private static Map<Hook, String> hooks(IniDocument document, Options options) {
        var hooks = new EnumMap<Hook, String>(Hook.class);
        if (document.hasSection(HOOKS)) {
            for (Hook hook : Hook.values()) {
                options.text(HOOKS, hook.option()).ifPresent(snippet -> hooks.put(hook, snippet));
            }
        }
        return hooks;
    }
}
