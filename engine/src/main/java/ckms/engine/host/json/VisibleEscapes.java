package ckms.engine.host.json;

import ckms.model.VisibleText;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;

/**
 * Escapes for JSON that people see too: what does not show as itself is written as its number, so that it does nothing
 * to a terminal, and programs still read the same text. So are both halves of what takes two in Java.
 */
final class VisibleEscapes extends CharacterEscapes {
    private static final long serialVersionUID = 1;
    private static final int DELETE = 0x7f;

    @Override
    public int[] getEscapeCodesForAscii() {
        int[] escapes = standardAsciiEscapesForJSON();
        escapes[DELETE] = ESCAPE_STANDARD;
        return escapes;
    }

    @Override
    public SerializableString getEscapeSequence(int character) {
        return new SerializedString(
                VisibleText.shows(character) ? Character.toString(character) : String.format("\\u%04X", character));
    }
}
