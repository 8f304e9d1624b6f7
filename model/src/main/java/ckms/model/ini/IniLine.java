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
 * <p>ini4j gets one line at a time, and only its parser is used: it knows neither continuation lines nor CPython's
 * interpolation, and its {@code fetch} can be made to recurse without end (CVE-2022-41404). ini4j also strips other
 * white space than CPython does, and reads a backslash as an escape. So both are replaced before ini4j sees the line,
 * and the name and value that it finds are cut from the original line.
 */
sealed interface IniLine {
    /** The header of a section, {@code [name]}. */
    record Header(String name) implements IniLine {}

    /**
     * An option, {@code name = value} or {@code name: value}.
     *
     * @param name without the white space after it
     * @param value without the white space around it
     */
    record Option(String name, String value) implements IniLine {}

    /** A line that is neither a header nor an option. */
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

        /** Allows only what {@code configparser} has too, whatever the system properties say. */
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

        /**
         * Replaces what ini4j reads otherwise than CPython does. CPython ends a header at its last bracket, whatever
         * follows; without one, the line may be an option.
         */
        private static String visible(String line) {
            String text = READ_OTHERWISE.matcher(line).replaceAll(VISIBLE);
            int end = line.lastIndexOf(']');
            if (!line.startsWith("[")) {
                return text;
            }
            return end > 1 ? text.substring(0, end + 1) : VISIBLE + text.substring(1);
        }

        /** Hears a header. ini4j also begins its global section before an option, which is heard next. */
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
