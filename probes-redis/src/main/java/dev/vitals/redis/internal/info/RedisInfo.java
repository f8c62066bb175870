package dev.vitals.redis.internal.info;

import dev.vitals.probe.Evidence;
import dev.vitals.probe.ProbeContext;
import dev.vitals.redis.internal.resp.Reply;
import dev.vitals.text.Clean;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** One answer to {@code INFO}, by field. */
public record RedisInfo(Map<String, String> fields) {
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,19}");

    private static final int LONGEST_SHOWN = 40;
    private static final int LONGEST_LINE = 200;

    /** Servers have reported a small negative number as one near 2^64; no real one comes near this. */
    private static final long ABSURD = 1L << 62;

    /** Reads the answer to {@code INFO}, or to a command that answers likewise; no field of anything else. */
    public static RedisInfo parse(Reply reply) {
        return parse(reply instanceof Reply.Text text ? text.value() : "");
    }

    public static RedisInfo parse(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        text.lines().forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0 && !line.startsWith("#")) {
                fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
            }
        });
        return new RedisInfo(fields);
    }

    /** Returns every field as the server wrote it. */
    public Evidence evidence() {
        return new Evidence.Text(
                "INFO",
                fields.entrySet().stream()
                        .map(field -> Clean.line(field.getKey() + ":" + field.getValue(), LONGEST_LINE))
                        .toList());
    }

    public Optional<String> text(String field) {
        return Optional.ofNullable(fields.get(field));
    }

    /** Returns a number that can be believed; empty if the field is missing, not whole or beyond ±2^62. */
    public OptionalLong number(String field) {
        return believable(fields.getOrDefault(field, ""));
    }

    /** Returns a number that a verdict needs. */
    public long required(String field) throws UnusableInfo {
        String text = fields.get(field);
        if (text == null) {
            throw new UnusableInfo("INFO has no field " + field);
        }
        OptionalLong number = believable(text);
        if (number.isEmpty()) {
            throw new UnusableInfo(field + " cannot be " + Clean.line(text, LONGEST_SHOWN));
        }
        return number.getAsLong();
    }

    /** Returns a number that a verdict needs and that is never negative. */
    public long counted(String field) throws UnusableInfo {
        long number = required(field);
        if (number < 0) {
            throw new UnusableInfo(field + " cannot be " + number);
        }
        return number;
    }

    /** Returns the names of fields that are numbered, such as {@code slave0}, in the order of the server. */
    public List<String> numbered(String name) {
        return fields.keySet().stream()
                .filter(field -> field.startsWith(name)
                        && field.length() > name.length()
                        && field.substring(name.length()).chars().allMatch(c -> c >= '0' && c <= '9'))
                .toList();
    }

    /** Returns one part of a field such as {@code slave0:ip=::1,port=6379}, as text. */
    public Optional<String> words(String field, String part) {
        return Optional.ofNullable(parts(field).get(part));
    }

    /** Returns by how much errors of one kind have grown; a server that counts errors lists only those that happened. */
    public OptionalLong errors(String code, ProbeContext context) {
        String field = "errorstat_" + code;
        OptionalLong listed = part(field, "count");
        boolean none = listed.isEmpty() && number("total_error_replies").isPresent();
        return listed.isEmpty() && !none ? listed : context.increase(field, listed.orElse(0));
    }

    /** Returns one part of a field such as {@code db0:keys=12,expires=3}. */
    public OptionalLong part(String field, String part) {
        return believable(parts(field).getOrDefault(part, ""));
    }

    private Map<String, String> parts(String field) {
        Map<String, String> parts = new LinkedHashMap<>();
        for (String pair : fields.getOrDefault(field, "").split(",", -1)) {
            String[] sides = pair.split("=", 2);
            if (sides.length == 2) {
                parts.put(sides[0], sides[1]);
            }
        }
        return parts;
    }

    private static OptionalLong believable(String text) {
        if (!WHOLE.matcher(text).matches()) {
            return OptionalLong.empty();
        }
        try {
            long number = Long.parseLong(text);
            return Math.abs(number) <= ABSURD ? OptionalLong.of(number) : OptionalLong.empty();
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
