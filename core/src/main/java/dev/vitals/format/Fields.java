package dev.vitals.format;

import java.io.IOException;
import java.io.OutputStream;

/** Fields of a JSON object, written once and copied as often as the object is written: a part of some text in UTF-8. */
final class Fields {
    private final byte[] text;
    private final int from;
    private final int to;

    Fields(byte[] text, int from, int to) {
        this.text = text;
        this.from = from;
        this.to = to;
    }

    void copyTo(OutputStream out) throws IOException {
        out.write(text, from, to - from);
    }
}
