package dev.vitals.endpoint;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Decodes percent-encoding and refuses what is not well formed, UTF-8 included. */
final class PercentDecoder {
    private PercentDecoder() {}

    /** Decodes part of a path. */
    static String path(String encoded) {
        return decode(encoded, '+');
    }

    /** Decodes part of a query, where a plus sign is a space. */
    static String query(String encoded) {
        return decode(encoded, ' ');
    }

    private static String decode(String encoded, char plus) {
        if (encoded.indexOf('%') < 0) {
            return encoded.replace('+', plus);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c == '%') {
                bytes.write(octet(encoded, i + 1));
                i += 2;
            } else {
                bytes.writeBytes(String.valueOf(c == '+' ? plus : c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return text(bytes.toByteArray());
    }

    private static int octet(String encoded, int at) {
        int high = at + 1 < encoded.length() ? digit(encoded.charAt(at)) : -1;
        int low = high >= 0 ? digit(encoded.charAt(at + 1)) : -1;
        if (low < 0) {
            throw new Refusal(400, "a '%' in the path or query is not followed by two hexadecimal digits");
        }
        return high * 16 + low;
    }

    /** Returns the value of an ASCII digit only; other scripts' digits do not belong here. */
    private static int digit(char c) {
        return c < 128 ? Character.digit(c, 16) : -1;
    }

    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Refusal(400, "the percent-encoded path or query is not UTF-8");
        }
    }
}
