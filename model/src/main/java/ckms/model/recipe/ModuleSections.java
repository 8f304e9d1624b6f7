package ckms.model.recipe;

import ckms.model.ini.IniDocument;
import ckms.model.ini.Options;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the sections {@code [module.NAME]} of a recipe. */
final class ModuleSections {
    static final String PREFIX = "module.";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.+-]*");
    private static final Pattern UNPRINTABLE = Pattern.compile("\\p{Cntrl}");

    private final IniDocument document;
    private final Options options;

    ModuleSections(IniDocument document, Options options) {
        this.document = document;
        this.options = options;
    }

    /** Reads the modules, sorted by name; {@code strip} is the condition of a module that has none of its own. */
    List<KernelModule> read(Condition strip) {
        return document.sections().stream()
                .filter(section -> section.startsWith(PREFIX))
                .sorted()
                .map(section -> new KernelModule(
                        name(section),
                        folder(section, "path"),
                        folder(section, "dest"),
                        Conditions.read(options, section, "strip", strip),
                        Conditions.read(options, section, "if", Condition.Fixed.YES)))
                .toList();
    }

    private String name(String section) {
        String name = section.substring(PREFIX.length());
        if (!NAME.matcher(name).matches()) {
            options.error(
                    section,
                    "module",
                    "the module name '" + name + "' may only have letters, digits and any of _ . + -");
        }
        return name;
    }

    /** Reads a folder below another one: a relative path that never leads out of it. */
    private Path folder(String section, String option) {
        String text = options.mandatory(section, option);
        if (UNPRINTABLE.matcher(text).find()) {
            options.error(section, option, "'" + option + "' must be one line without control characters");
            return Path.of("");
        }
        Path path;
        try {
            path = Path.of(text);
        } catch (InvalidPathException notInThisLocale) {
            options.error(section, option, "no folder can have the name that '" + option + "' says, in this locale");
            return Path.of("");
        }
        boolean leadsOut = path.isAbsolute();
        for (Path part : path) {
            leadsOut |= part.toString().equals("..") || part.toString().startsWith("-");
        }
        if (leadsOut) {
            options.error(
                    section,
                    option,
                    "'" + option + "' must be a folder below its own, without '..' or a leading '/' or '-', not '"
                            + text + "'");
            return Path.of("");
        }
        return path.normalize();
    }
}
