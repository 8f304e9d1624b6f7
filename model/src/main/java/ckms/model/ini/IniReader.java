package ckms.model.ini;

import ckms.model.Diagnostics;
import ckms.model.Parsed;
import ckms.model.Place;
import ckms.model.SourceText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads the dialect of CPython 3.11's {@code configparser.ConfigParser} with its defaults: {@code =} and {@code :},
 * comments with {@code #} and {@code ;} on lines of their own, values that go on in lines indented more deeply, strict
 * about duplicates. Where CPython stops at the first error, this goes on and names all.
 *
 * <p>Source: {@code Lib/configparser.py}, {@code RawConfigParser._read}.
 */
public final class IniReader {
    private final SourceText source;
    private final String defaultSection;
    private final Diagnostics problems = new Diagnostics();
    private final List<LogicalLine> logical = new ArrayList<>();
    /** The number of the line that each section's header stands in first. */
    private final Map<String, Integer> headers = new HashMap<>();

    private final Set<List<String>> options = new HashSet<>();
    private String section;
    private OpenValue open;
    private int indent;

    private IniReader(SourceText source, String defaultSection) {
        this.source = source;
        this.defaultSection = defaultSection;
    }

    /**
     * Reads a document.
     *
     * @param defaultSection the section whose options show in every other
     */
    public static Parsed<IniDocument> read(SourceText source, String defaultSection) {
        return new IniReader(source, defaultSection).read();
    }

    private Parsed<IniDocument> read() {
        for (int number = 1; number <= source.lines().size(); number++) {
            line(source.lines().get(number - 1), number);
        }
        closeValue();
        if (problems.hasErrors()) {
            return problems.failure();
        }
        return Parsed.of(new IniDocument(source, defaultSection, SectionStore.load(logical), headers));
    }

    private void line(String line, int number) {
        String value = Whitespace.strip(line);
        if (value.startsWith("#") || value.startsWith(";")) {
            return;
        }
        if (value.isEmpty()) {
            if (open != null) {
                open.add("", number);
            }
            return;
        }
        int depth = Whitespace.indent(line);
        if (open != null && depth > indent) {
            open.add(value, number);
            return;
        }
        indent = depth;
        int end = value.lastIndexOf(']');
        if (value.startsWith("[") && end > 1) {
            header(value.substring(1, end), number);
        } else if (section == null) {
            beforeAnyHeader(number);
        } else {
            option(value, number, depth);
        }
    }

    private void header(String name, int number) {
        closeValue();
        section = name;
        if (headers.putIfAbsent(name, number) != null && !name.equals(defaultSection)) {
            error(
                    source.line(number),
                    IniError.DUPLICATE_SECTION,
                    "section [" + name + "] stands here a second time; join the two");
            // What follows is not held against the first of the two as well.
            section = name + "\0" + number;
        }
        logical.add(LogicalLine.header(name));
    }

    private void beforeAnyHeader(int number) {
        if (!problems.hasErrors()) {
            error(
                    source.line(number),
                    IniError.NO_SECTION,
                    "a line before the first section; begin the file with [" + defaultSection + "]");
        }
    }

    private void option(String line, int number, int depth) {
        closeValue();
        int delimiter = delimiter(line);
        if (delimiter < 0) {
            error(
                    source.at(number, depth + 1),
                    IniError.SYNTAX,
                    "neither a section nor an option; write NAME = VALUE, or indent a line that goes on");
            return;
        }
        String written = Whitespace.stripTrailing(line.substring(0, delimiter));
        if (written.isEmpty()) {
            error(source.at(number, depth + 1), IniError.SYNTAX, "an option without a name; write NAME = VALUE");
        }
        String name = optionName(written);
        if (!options.add(List.of(section, name))) {
            error(
                    source.at(number, depth + 1),
                    IniError.DUPLICATE_OPTION,
                    "option '" + name + "' stands a second time in section [" + section + "]; remove one");
        }
        if (!written.isEmpty()) {
            open = new OpenValue(written, Whitespace.strip(line.substring(delimiter + 1)), number);
        }
    }

    /** An option's name as it is looked up: in lower case. */
    public static String optionName(String written) {
        return written.toLowerCase(Locale.ROOT);
    }

    private static int delimiter(String line) {
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == '=' || line.charAt(i) == ':') {
                return i;
            }
        }
        return -1;
    }

    private void closeValue() {
        if (open != null) {
            logical.add(LogicalLine.option(section, open.close()));
            open = null;
        }
    }

    private void error(Place place, IniError error, String sentence) {
        problems.error(place, error.code(), sentence);
    }

    /** A value whose last line may not have come yet. */
    private static final class OpenValue {
        private final String name;
        private final List<String> text = new ArrayList<>();
        private final List<Integer> lines = new ArrayList<>();

        OpenValue(String name, String first, int number) {
            this.name = name;
            add(first, number);
        }

        void add(String line, int number) {
            text.add(line);
            lines.add(number);
        }

        IniValue close() {
            return new IniValue(name, Whitespace.stripTrailing(String.join("\n", text)), lines);
        }
    }
}
