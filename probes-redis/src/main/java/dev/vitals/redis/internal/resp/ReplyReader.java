package dev.vitals.redis.internal.resp;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the Redis protocol, version 2, from a server that may be something else entirely. */
final class ReplyReader {
    private static final Pattern CODE = Pattern.compile("[A-Z]{1,32}");
    private static final int LONGEST_LINE = 64 << 10;
    private static final int DEEPEST = 8;

    private final InputStream in;

    ReplyReader(InputStream in) {
        this.in = in;
    }

    Reply read() throws IOException {
        return read(DEEPEST);
    }

    private Reply read(int depth) throws IOException {
        int type = next();
        return switch (type) {
            case '+' -> new Reply.Text(line());
            case '-' -> new Reply.Refusal(code(line()));
            case ':' -> new Reply.Whole(number(line()));
            case '$' -> bulk(number(line()));
            case '*' -> items(number(line()), depth - 1);
            default -> throw new NotRedisException((char) type + restOfGreeting());
        };
    }

    private Reply bulk(long length) throws IOException {
        if (length < 0) {
            return new Reply.Nil();
        }
        if (length > BoundedInput.LARGEST_REPLY) {
            throw new NotRedisException("$" + length);
        }
        byte[] bytes = in.readNBytes((int) length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        line();
        return new Reply.Text(new String(bytes, StandardCharsets.UTF_8));
    }

    private Reply items(long count, int depth) throws IOException {
        if (count < 0) {
            return new Reply.Nil();
        }
        if (depth < 0) {
            throw new NotRedisException("*" + count);
        }
        List<Reply> items = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            items.add(read(depth));
        }
        return new Reply.Items(items);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = next(); c != '\n'; c = next()) {
            if (line.length() == LONGEST_LINE) {
                throw new NotRedisException(line.toString());
            }
            line.append((char) c);
        }
        return line.toString().stripTrailing();
    }

    /** Reads on for the evidence only: how the greeting of something else ends does not matter. */
    private String restOfGreeting() {
        try {
            return line();
        } catch (IOException e) {
            return "";
        }
    }

    private int next() throws IOException {
        int c = in.read();
        if (c < 0) {
            throw new EOFException();
        }
        return c;
    }

    private static long number(String line) throws NotRedisException {
        try {
            return Long.parseLong(line);
        } catch (NumberFormatException e) {
            throw new NotRedisException(line);
        }
    }

    private static String code(String line) {
        String first = line.split(" ", 2)[0];
        return CODE.matcher(first).matches() ? first : "ERR";
    }
}
