package ckms.model.ini;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Single lines that ini4j by itself reads otherwise than CPython 3.11 does. */
class IniLineTest {
    private static void isOption(String line, String name, String value) {
        assertEquals(new IniLine.Option(name, value), IniLine.read(line), line);
    }

    private static void isHeader(String line, String name) {
        assertEquals(new IniLine.Header(name), IniLine.read(line), line);
    }

    @Test
    void aBackslashIsACharacterAsAnyOther() {
        isOption("a\\: b = c", "a\\", "b = c");
        isOption("a = b\\", "a", "b\\");
        isOption("a = \\u0041\\n", "a", "\\u0041\\n");
    }

    @Test
    void theFirstDelimiterOfEitherKindCounts() {
        isOption("x=y=z:w", "x", "y=z:w");
        isOption("x:y=z", "x", "y=z");
    }

    @Test
    void whiteSpaceIsWhatPythonTakesForIt() {
        isOption("a\u00a0\u2028 =\u0085\u001fb", "a", "b");
        isOption("a\u0001 = \u001bb", "a\u0001", "\u001bb");
    }

    @Test
    void aBracketThatIsNotClosedBeginsAnOption() {
        isOption("[x = 1", "[x", "1");
        isOption("[]=1", "[]", "1");
    }

    @Test
    void aHeaderEndsAtItsLastBracketAndKeepsItsBlanks() {
        isHeader("[ a ] = what follows", " a ");
        isHeader("[a]b]c", "a]b");
        isHeader("[\u0001]", "\u0001");
        isHeader("[[]", "[");
        isHeader("[a\\]", "a\\");
    }

    @Test
    void nothingIsIncluded() {
        isOption("<file> = x", "<file>", "x");
        assertEquals(new IniLine.Neither(), IniLine.read("<file>"));
        assertEquals(new IniLine.Neither(), IniLine.read("!include file"));
    }

    @Test
    void whatHasNoNameOrNoDelimiterIsNeither() {
        assertEquals(new IniLine.Neither(), IniLine.read("= 3"));
        assertEquals(new IniLine.Neither(), IniLine.read("nonsense"));
        assertEquals(new IniLine.Neither(), IniLine.read("[]"));
        assertEquals(new IniLine.Neither(), IniLine.read("["));
    }
}
