package ckms.model.ini;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ini4j.Config;
import org.ini4j.Ini;
import org.ini4j.spi.EscapeTool;

/**
 * Everything that ckms asks of ini4j: to hold sections and options. ini4j knows neither continuation lines nor CPython's
 * interpolation, and its {@code fetch} can be made to recurse for ever (CVE-2022-41404), so it is fed one escaped line
 * for each option and only plainly read.
 */
final class SectionStore {
    /** Around names and values, since ini4j strips them. */
    private static final char GUARD = '|';

    private SectionStore() {}

    /** The sections in the file's order, each with its options by their name in lower case, in the file's order. */
    static Map<String, Map<String, IniValue>> load(List<LogicalLine> lines) {
        var text = new StringBuilder();
        var values = new HashMap<List<String>, IniValue>();
        for (LogicalLine line : lines) {
            if (line.option().isPresent()) {
                IniValue value = line.option().get();
                String name = IniReader.optionName(value.name());
                text.append(guarded(name)).append('=').append(guarded(value.text()));
                values.put(List.of(line.section(), name), value);
            } else {
                text.append('[').append(guarded(line.section())).append(']');
            }
            text.append('\n');
        }
        return copyOf(parse(text.toString()), values);
    }

    private static Ini parse(String text) {
        var config = new Config();
        config.setTree(false);
        config.setEmptySection(true);
        config.setMultiOption(false);
        config.setComment(false);
        config.setHeaderComment(false);
        var ini = new Ini();
        ini.setConfig(config);
        try {
            ini.load(new StringReader(text));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return ini;
    }

    private static Map<String, Map<String, IniValue>> copyOf(Ini ini, Map<List<String>, IniValue> values) {
        var sections = new LinkedHashMap<String, Map<String, IniValue>>();
        for (String guardedSection : ini.keySet()) {
            String section = unguarded(guardedSection);
            var options = new LinkedHashMap<String, IniValue>();
            for (String guardedName : ini.get(guardedSection).keySet()) {
                String name = unguarded(guardedName);
                String value = unguarded(ini.get(guardedSection).get(guardedName));
                IniValue written = values.get(List.of(section, name));
                options.put(name, new IniValue(written.name(), value, written.lines()));
            }
            sections.put(section, options);
        }
        return sections;
    }

    private static String guarded(String text) {
        return EscapeTool.getInstance().escape(GUARD + text + GUARD);
    }

    private static String unguarded(String text) {
        return text.substring(1, text.length() - 1);
    }
}
