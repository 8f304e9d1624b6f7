package ckms.model.ini;

import ckms.model.Diagnostic;
import ckms.model.Parsed;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The interpolation of one value, with {@code %(name)s} and {@code %%} as in CPython's {@code BasicInterpolation}: a
 * reference is looked up in the section and then in the default section, ten levels deep.
 */
final class Interpolation {
    private static final int MAX_DEPTH = 10;
    /** The longest result, in characters. CPython has no limit, and ten levels can make a text of any length. */
    private static final int MAX_LENGTH = 16 << 20;

    private static final Pattern REFERENCE = Pattern.compile("%\\(([^)]+)\\)s");

    private final IniDocument document;
    private final String section;
    private final IniValue value;
    private final StringBuilder out = new StringBuilder();
    /** The offset, in the value itself, of the reference that is being resolved. */
    private int offset;

    Interpolation(IniDocument document, String section, IniValue value) {
        this.document = document;
        this.section = section;
        this.value = value;
    }

    Parsed<String> run() {
        Optional<Diagnostic> problem = expand(value.text(), 1);
        return problem.<Parsed<String>>map(Parsed::failure).orElseGet(() -> Parsed.of(out.toString()));
    }

    private Optional<Diagnostic> expand(String text, int depth) {
        if (depth > MAX_DEPTH) {
            return problem(IniError.DEPTH, "refers to itself, or over more than ten other options");
        }
        int at = 0;
        while (true) {
            int percent = text.indexOf('%', at);
            out.append(text, at, percent < 0 ? text.length() : percent);
            if (out.length() > MAX_LENGTH) {
                return problem(IniError.DEPTH, "grows longer than 16 MiB by what it refers to");
            }
            if (percent < 0) {
                return Optional.empty();
            }
            if (depth == 1) {
                offset = percent;
            }
            if (text.startsWith("%%", percent)) {
                out.append('%');
                at = percent + 2;
                continue;
            }
            Matcher reference = REFERENCE.matcher(text).region(percent, text.length());
            if (!reference.lookingAt()) {
                return problem(IniError.PERCENT, "has a '%' on its own; write '%%' for a literal '%'");
            }
            Optional<Diagnostic> problem = reference(reference.group(1), depth);
            if (problem.isPresent()) {
                return problem;
            }
            at = reference.end();
        }
    }

    private Optional<Diagnostic> reference(String name, int depth) {
        Optional<IniValue> referred = document.raw(section, name);
        if (referred.isEmpty()) {
            return problem(
                    IniError.UNKNOWN_REFERENCE,
                    "refers to '" + name + "', an option that is neither in its section nor implied");
        }
        String text = referred.get().text();
        if (text.indexOf('%') >= 0) {
            return expand(text, depth + 1);
        }
        out.append(text);
        return Optional.empty();
    }

    private Optional<Diagnostic> problem(IniError error, String what) {
        String option = "option '" + value.name() + "' of [" + section + "] ";
        return Optional.of(Diagnostic.error(document.source().line(value.lineOf(offset)), error.code(), option + what));
    }
}
