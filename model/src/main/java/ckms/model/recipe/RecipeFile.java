package ckms.model.recipe;

import ckms.model.Diagnostic;
import ckms.model.Diagnostics;
import ckms.model.Located;
import ckms.model.PackageId;
import ckms.model.Parsed;
import ckms.model.Severity;
import ckms.model.SourceText;
import ckms.model.ini.IniDocument;
import ckms.model.ini.IniReader;
import ckms.model.ini.Options;
import ckms.model.ini.Vocabulary;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A recipe as it stands in its file, CKMS's {@code ckms.ini}. Its package does not depend on the kernel; the rest may
 * refer to the kernel, and {@link #forKernel} resolves it.
 */
public final class RecipeFile {
    /** The most bytes of a recipe. */
    public static final int LIMIT = 16 << 20;

    private static final String GENERAL = "general";
    private static final String HOOKS = "hooks";
    /** The names of the options of {@code [general]}. */
    public static final List<String> OPTIONS = List.of("name", "version", "strip", "initramfs", "make", "network");

    /** The names of the options of {@code [module.NAME]}. */
    public static final List<String> MODULE_OPTIONS = List.of("path", "dest", "strip", "if");

    private final IniDocument document;
    private final PackageId pkg;

    private RecipeFile(IniDocument document, PackageId pkg) {
        this.document = document;
        this.pkg = pkg;
    }

    /**
     * Reads a recipe as far as it does not depend on the kernel.
     *
     * @return a failure where the file is not an ini file in CPython's dialect, or where the name or version is missing
     *     or can't name a package
     */
    public static Parsed<RecipeFile> read(SourceText source) {
        return IniReader.read(source, GENERAL).then(RecipeFile::of);
    }

    /** Lists all errors in a recipe as it reads for one kernel, and the sections and options that nothing reads. */
    public static List<Diagnostic> faults(SourceText source, RecipeContext context) {
        Parsed<IniDocument> read = IniReader.read(source, GENERAL);
        if (!(read instanceof Parsed.Valid<IniDocument> valid)) {
            return read.diagnostics();
        }
        var problems = new Diagnostics();
        IniDocument resolved = valid.value().with(context.options());
        var options = new Options(resolved, problems);
        identity(options);
        parts(resolved, options, problems);
        hooks(resolved, options);
        var vocabulary = new Vocabulary(valid.value(), GENERAL, problems);
        vocabulary.sections(
                section -> section.equals(HOOKS) || section.startsWith(ModuleSections.PREFIX),
                List.of(GENERAL, HOOKS, ModuleSections.PREFIX + "NAME"));
        vocabulary.options(GENERAL, OPTIONS, Severity.WARNING);
        vocabulary.options(HOOKS, Hook.options(), Severity.ERROR);
        valid.value().sections().stream()
                .filter(section -> section.startsWith(ModuleSections.PREFIX))
                .forEach(section -> vocabulary.options(section, MODULE_OPTIONS, Severity.ERROR));
        return problems.found();
    }

    /**
     * Lists the shell code in a recipe, as it reads for one kernel: its hooks and conditions.
     *
     * @return the code with its place, by a description of its option; empty if the file is not an ini file
     */
    public static Map<String, Located<String>> shell(SourceText source, RecipeContext context) {
        Parsed<IniDocument> read = IniReader.read(source, GENERAL);
        var snippets = new LinkedHashMap<String, Located<String>>();
        if (read instanceof Parsed.Valid<IniDocument> valid) {
            IniDocument resolved = valid.value().with(context.options());
            var options = new Options(resolved, new Diagnostics());
            if (resolved.hasSection(HOOKS)) {
                hooks(resolved, options)
                        .forEach((hook, snippet) -> snippets.put(
                                "hook '" + hook.option() + "'",
                                new Located<>(snippet, resolved.placeOf(HOOKS, hook.option()))));
            }
            conditions(resolved, options, GENERAL, snippets);
            resolved.sections().stream()
                    .filter(section -> section.startsWith(ModuleSections.PREFIX))
                    .forEach(section -> conditions(resolved, options, section, snippets));
        }
        return snippets;
    }

    private static void conditions(
            IniDocument document, Options options, String section, Map<String, Located<String>> snippets) {
        for (String option : List.of("strip", "initramfs", "if")) {
            boolean own = document.ownOptions(section).stream()
                    .anyMatch(value -> IniReader.optionName(value.name()).equals(option));
            if (own
                    && Conditions.read(options, section, option, Condition.Fixed.YES)
                            instanceof Condition.Shell shell) {
                snippets.put(
                        "'" + option + "' of [" + section + "]",
                        new Located<>(shell.expression(), document.placeOf(section, option)));
            }
        }
    }

    private static Parsed<RecipeFile> of(IniDocument document) {
        var problems = new Diagnostics();
        Optional<PackageId> pkg = identity(new Options(document, problems));
        return pkg.isEmpty() ? problems.failure() : Parsed.of(new RecipeFile(document, pkg.get()));
    }

    /** Reads the package that the recipe is for; empty if the name or version is missing or bad. */
    private static Optional<PackageId> identity(Options options) {
        String name = options.mandatory(GENERAL, "name");
        String version = options.mandatory(GENERAL, "version");
        boolean good = isGood(options, "name", PackageId.complaint(name, "0"));
        good &= isGood(options, "version", PackageId.complaint("x", version));
        return good ? Optional.of(new PackageId(name, version)) : Optional.empty();
    }

    /** Says whether there is no complaint; notes one, unless the option is unreadable, which has been noted before. */
    private static boolean isGood(Options options, String option, Optional<String> complaint) {
        complaint
                .filter(sentence -> options.isReadable(GENERAL, option))
                .ifPresent(sentence -> options.error(GENERAL, option, sentence));
        return complaint.isEmpty();
    }

    /** Returns the package that the recipe is for. */
    public PackageId pkg() {
        return pkg;
    }

    /** Returns the text of the recipe's file. */
    public RecipeText text() {
        return new RecipeText(document.source().text());
    }

    /**
     * Resolves the whole recipe for one kernel.
     *
     * @return a failure, with all errors, where an option is missing, is wrong or can't be interpolated, or where the
     *     recipe has no module
     */
    public Parsed<Recipe> forKernel(RecipeContext context) {
        IniDocument resolved = document.with(context.options());
        var problems = new Diagnostics();
        var options = new Options(resolved, problems);
        List<KernelModule> modules = parts(resolved, options, problems);
        return problems.resultOf(new Recipe(
                pkg,
                options.text(GENERAL, "make").orElse(Recipe.DEFAULT_MAKE),
                Conditions.read(options, GENERAL, "initramfs", Condition.Fixed.NO),
                network(options),
                hooks(resolved, options),
                modules));
    }

    private static List<KernelModule> parts(IniDocument resolved, Options options, Diagnostics problems) {
        Condition strip = Conditions.read(options, GENERAL, "strip", Condition.Fixed.YES);
        Conditions.read(options, GENERAL, "initramfs", Condition.Fixed.NO);
        network(options);
        List<KernelModule> modules = new ModuleSections(resolved, options).read(strip);
        if (modules.isEmpty()) {
            problems.error(
                    resolved.source().line(1),
                    "no-module",
                    "the recipe has no module; give it a section [module.NAME] with path and dest");
        }
        return modules;
    }

    private static boolean network(Options options) {
        return options.bool(GENERAL, "network", false);
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
