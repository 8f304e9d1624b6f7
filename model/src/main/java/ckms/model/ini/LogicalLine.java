package ckms.model.ini;

import java.util.Optional;

/**
 * A section's header, or an option with all the lines of its value.
 *
 * @param section the section it begins or belongs to
 * @param option empty for a header
 */
record LogicalLine(String section, Optional<IniValue> option) {
    static LogicalLine header(String section) {
        return new LogicalLine(section, Optional.empty());
    }

    static LogicalLine option(String section, IniValue value) {
        return new LogicalLine(section, Optional.of(value));
    }
}
