package ckms.model.ini;

import ckms.model.Diagnostics;
import ckms.model.Parsed;
import ckms.model.Place;
import ckms.model.SourceText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the dialect of CPython 3.11's {@code configparser.ConfigParser} with its defaults: {@code =} and {@code :},
 * comments with {@code #} and {@code ;} on lines of their own, values that go on in lines indented more deeply, strict
 * about duplicates. CPython stops at the first error; this reader goes on and names all errors.
 *
 * <p>Source: {@code Lib/configparser.py}, {@code RawConfigParser._read}.
 */
public final class IniReader {
    private final SourceText source;
    private final String defaultSection;
    private final Diagnostics problems = new Diagnostics();
    private final Map<String, Map<String, IniValue>> sections = new LinkedHashMap<>();
    /** The line number of each section's first header, counted from 1. */
    private final Map<String, Integer> headers = new HashMap<>();

    private final Set<List<String>> options = new HashSet<>();
    private Optional<String> section = Optional.empty();
    private Optional<OpenValue> open = Optional.empty();
    private int indent;

    private IniReader(SourceText source, String defaultSection) {
        this.source = source;
        this.defaultSection = defaultSection;
    }

    /**
     * Reads an ini document.
     *
     * @param defaultSection the section whose options show in every other section
     * @return a failure, with all errors, where the text is not in the dialect or a section or an option stands twice
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
        return Parsed.of(new IniDocument(source, defaultSection, sections, headers));
    }

    private void line(String line, int number) {
        String value = Whitespace.strip(line);
        if (value.startsWith("#") || value.startsWith(";")) {
            return;
        }
        if (value.isEmpty()) {
            open.ifPresent(before -> before.add("", number));
            return;
        }
        int depth = Whitespace.indent(line);
        if (open.isPresent() && depth > indent) {
            open.get().add(value, number);
            return;
        }
        indent = depth;
        closeValue();
        IniLine read = IniLine.read(value);
        if (read instanceof IniLine.Header header) {
            header(header.name(), number);
        } else if (section.isEmpty()) {
            beforeAnyHeader(number);
        } else if (read instanceof IniLine.Option option) {
            option(section.get(), option, source.at(number, depth + 1));
        } else {
            neither(value, source.at(number, depth + 1));
        }
    }

    private void header(String name, int number) {
        String own = name;
        if (headers.putIfAbsent(name, number) != null && !name.equals(defaultSection)) {
            error(
                    source.line(number),
                    IniError.DUPLICATE_SECTION,
                    "section [" + name + "] stands here a second time; join the two");
            // With a name of its own, its options are not reported as duplicates of those in the first section.
            own = name + "\0" + number;
        }
        section = Optional.of(own);
        sections.putIfAbsent(own, new LinkedHashMap<>());
    }

    private void beforeAnyHeader(int number) {
        if (!problems.hasErrors()) {
            error(
                    source.line(number),
                    IniError.NO_SECTION,
                    "a line before the first section; begin the file with [" + defaultSection + "]");
        }
    }

    private void option(String section, IniLine.Option option, Place place) {
        String name = optionName(option.name());
        if (!options.add(List.of(section, name))) {
            error(
                    place,
                    IniError.DUPLICATE_OPTION,
                    "option '" + name + "' stands a second time in section [" + section + "]; remove one");
        }
        open = Optional.of(new OpenValue(section, option, place.line()));
    }

    private void neither(String line, Place place) {
        error(
                place,
                IniError.SYNTAX,
                line.startsWith("=") || line.startsWith(":")
                        ? "an option without a name; write NAME = VALUE"
                        : "neither a section nor an option; write NAME = VALUE, or indent a line that goes on");
    }

    /** Puts an option's name into lower case, the form in which options are looked up. */
    public static String optionName(String written) {
        return written.toLowerCase(Locale.ROOT);
    }

    private void closeValue() {
        open.ifPresent(done -> {
            IniValue value = done.close();
            sections.get(done.section).putIfAbsent(optionName(value.name()), value);
        });
        open = Optional.empty();
    }

    private void error(Place place, IniError error, String sentence) {
        problems.error(place, error.code(), sentence);
    }

    /** A value that may go on in the next line. */
    private static final class OpenValue {
        private final String section;
        private final String name;
        private final List<String> text = new ArrayList<>();
        private final List<Integer> lines = new ArrayList<>();

        OpenValue(String section, IniLine.Option option, int number) {
            this.section = section;
            this.name = option.name();
            add(option.value(), number);
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
