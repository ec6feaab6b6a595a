package dev.rollcall.json;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.io.SerializedString;

/**
 * Escapes whatever some reader takes for the end of a line, and what makes a terminal show something else than there
 * is. JSON itself asks for the first 32 characters only.
 */
final class LineSafeEscapes extends CharacterEscapes {

    private static final int DELETE = 0x7F;

    private final int[] ascii;

    LineSafeEscapes() {
        ascii = standardAsciiEscapesForJSON();
        ascii[DELETE] = ESCAPE_STANDARD;
    }

    @Override
    public int[] getEscapeCodesForAscii() {
        return ascii;
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int character) {
        return isUnsafe(character) ? new SerializedString(String.format(Locale.ROOT, "\\u%04X", character)) : null;
    }

    private static boolean isUnsafe(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            // Direction controls, and other characters that cannot be seen. The joiners belong to the spelling of
            // words.
            case Character.FORMAT -> character != 0x200C && character != 0x200D;
            default -> false;
        };
    }
}
