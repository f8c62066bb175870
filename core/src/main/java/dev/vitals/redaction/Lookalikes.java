package dev.vitals.redaction;

/** Writes letters that only look different the plain way, so that a name spelt with them is known for what it is. */
final class Lookalikes {
    private static final int FIRST_WIDE = 0xFF01;
    private static final int LAST_WIDE = 0xFF5E;
    private static final int WIDE_TO_ASCII = 0xFEE0;

    private Lookalikes() {}

    /** Takes out what has no width, and puts plain letters for full-width ones; most texts stay as they are. */
    static String resolve(String text) {
        if (isPlain(text)) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints()
                .filter(character -> Character.getType(character) != Character.FORMAT)
                .map(character ->
                        character >= FIRST_WIDE && character <= LAST_WIDE ? character - WIDE_TO_ASCII : character)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }
}
