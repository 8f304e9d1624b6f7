package ckms.model.ini;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import org.ini4j.Config;
import org.ini4j.InvalidFileFormatException;
import org.ini4j.spi.IniHandler;
import org.ini4j.spi.IniParser;

/**
 * A logical line, as ini4j reads it: the header of a section, an option, or neither.
 *
 * <p>ini4j knows neither lines that go on nor CPython's interpolation, and its {@code fetch} can be made to recurse for
 * ever (CVE-2022-41404), so it is asked for one line at a time, by its parser alone. It strips what Java takes for white
 * space, and CPython another set, and it takes a backslash for an escape; so it gets the line without either, and what it
 * finds there is taken from the line itself.
 */
sealed interface IniLine {
    /** {@code [name]}. */
    record Header(String name) implements IniLine {}

    /**
     * {@code name = value}, or with a colon.
     *
     * @param name without the white space after it
     * @param value without the white space around it
     */
    record Option(String name, String value) implements IniLine {}

    /** Nothing that an ini file has. */
    record Neither() implements IniLine {}

    /**
     * Reads a line.
     *
     * @param line not empty, no comment, and without white space around it
     */
    static IniLine read(String line) {
        var heard = new Heard(line);
        try {
            Heard.PARSER.parse(new StringReader(Heard.visible(line)), heard);
            return heard.read;
        } catch (InvalidFileFormatException neither) {
            return new Neither();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Hears what ini4j finds in a line. */
    final class Heard implements IniHandler {
        private static final IniParser PARSER = IniParser.newInstance(config());
        private static final Pattern READ_OTHERWISE = Pattern.compile("[\\x00-\\x20\\\\]");
        private static final String VISIBLE = "_";

        private final String line;
        private IniLine read = new Neither();

        private Heard(String line) {
            this.line = line;
        }

        /** Nothing but what {@code configparser} has too, whatever the system's properties say. */
        private static Config config() {
            var config = new Config();
            config.setComment(false);
            config.setEmptyOption(false);
            config.setEscape(false);
            config.setEscapeNewline(false);
            config.setGlobalSection(true);
            config.setInclude(false);
            config.setLowerCaseOption(false);
            config.setLowerCaseSection(false);
            return config;
        }

        /** CPython ends a header at its last bracket, whatever follows; without one, the line may be an option. */
        private static String visible(String line) {
            String text = READ_OTHERWISE.matcher(line).replaceAll(VISIBLE);
            int end = line.lastIndexOf(']');
            if (!line.startsWith("[")) {
                return text;
            }
            return end > 1 ? text.substring(0, end + 1) : VISIBLE + text.substring(1);
        }

        /** The global section begins with each option, which is heard next. */
        @Override
        public void startSection(String name) {
            read = new Header(line.substring(1, Math.min(1 + name.length(), line.length())));
        }

        @Override
        public void handleOption(String name, String value) {
            read = new Option(
                    Whitespace.stripTrailing(line.substring(0, name.length())),
                    Whitespace.strip(line.substring(line.length() - value.length())));
        }

        @Override
        public void startIni() {}

        @Override
        public void handleComment(String text) {}

        @Override
        public void endSection() {}

        @Override
        public void endIni() {}
    }
}
