package dev.vitals.http.internal.exchange;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads an answer in HTTP/1.1 that is the only one on its connection, with a bound on everything. */
final class WireReader {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-9]\\d\\d)(?: .*)?");
    private static final Pattern SIZE = Pattern.compile("(\\p{XDigit}{1,7})(?:[ \\t]*;.*)?");
    private static final Pattern LENGTH = Pattern.compile("\\d{1,15}");
    private static final int MOST_INTERIM = 10;
    private static final int MOST_HEAD = 64 * 1024;

    private final InputStream in;
    private int head;

    /** What precedes a body. */
    record Head(int status, HttpHeaders headers) {}

    WireReader(InputStream in) {
        this.in = in;
    }

    /** Returns the first head that is not of an interim answer. */
    Head head() throws IOException {
        for (int i = 0; i < MOST_INTERIM; i++) {
            Matcher line = STATUS.matcher(line());
            if (!line.matches()) {
                throw new ProtocolException("no status line");
            }
            int status = Integer.parseInt(line.group(1));
            HttpHeaders headers = headers();
            if (status / 100 != 1) {
                return new Head(status, headers);
            }
        }
        throw new ProtocolException("no end of interim answers");
    }

    private HttpHeaders headers() throws IOException {
        Map<String, List<String>> found = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            String name = line.substring(0, Math.max(0, colon)).strip();
            if (!name.isEmpty()) {
                found.computeIfAbsent(name, missing -> new ArrayList<>())
                        .add(line.substring(colon + 1).strip());
            }
        }
        return HttpHeaders.of(found, (name, value) -> true);
    }

    BoundedBody.Read body(HttpHeaders headers, int most) throws IOException {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        boolean cut;
        String length = headers.firstValue("Content-Length").orElse("");
        if (headers.firstValue("Transfer-Encoding").isPresent()) {
            cut = chunks(kept, most);
        } else if (length.isEmpty()) {
            kept.writeBytes(in.readNBytes(most));
            cut = kept.size() == most && in.read() >= 0;
        } else if (LENGTH.matcher(length).matches()) {
            cut = part(kept, Long.parseLong(length), most);
        } else {
            throw new ProtocolException("no length");
        }
        return new BoundedBody.Read(kept.toByteArray(), cut);
    }

    private boolean chunks(ByteArrayOutputStream kept, int most) throws IOException {
        while (true) {
            Matcher size = SIZE.matcher(line());
            if (!size.matches()) {
                throw new ProtocolException("no size of a chunk");
            }
            int next = Integer.parseInt(size.group(1), 16);
            if (next == 0) {
                return false;
            }
            if (part(kept, next, most)) {
                return true;
            }
            line();
            head = 0;
        }
    }

    /** Returns whether there is more than may be kept. */
    private boolean part(ByteArrayOutputStream kept, long length, int most) throws IOException {
        int room = (int) Math.min(length, most - kept.size());
        byte[] read = in.readNBytes(room);
        kept.writeBytes(read);
        if (read.length < room) {
            throw new EOFException("in the middle of the answer");
        }
        return room < length;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("no end of a line");
            }
            if (++head > MOST_HEAD) {
                throw new ProtocolException("no end of the head");
            }
            line.write(next);
        }
        String text = line.toString(ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
