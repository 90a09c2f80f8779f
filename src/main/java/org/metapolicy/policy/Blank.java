package org.metapolicy.policy;

/** Texts in which nobody reads anything: {@link String#isBlank} lets no-break spaces and invisible marks pass for words. */
public final class Blank {
    private Blank() {}

    /** Whether a text has nothing but blanks of any script, control characters and marks without a shape. */
    public static boolean is(String text) {
        return text.codePoints().allMatch(Blank::isInvisible);
    }

    private static boolean isInvisible(int character) {
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || Character.isISOControl(character)
                || Character.getType(character) == Character.FORMAT
                // The filler letters of Hangul and the blank pattern of Braille, which no category tells from letters.
                || character == 0x115F
                || character == 0x1160
                || character == 0x3164
                || character == 0xFFA0
                || character == 0x2800;
    }
}
