package dev.vitals.endpoint;

import dev.vitals.format.Format;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The formats a caller accepts, by RFC 9110. A malformed header counts as none: a probe must get its answer. */
final class AcceptHeader {
    private static final String ANYTHING = "*/*";
    private static final int MAX_LENGTH = 1_024;
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final Pattern RANGE = Pattern.compile("[ \\t]*(" + TOKEN + ")/(" + TOKEN + ")((?:[ \\t]*;[ \\t]*"
            + TOKEN + "=(?:" + TOKEN + "|\"[^\"]*\"))*)[ \\t]*(?:,|\\z)");
    private static final Pattern WEIGHT = Pattern.compile(";[ \\t]*[qQ]=([^; \\t]*)");
    private static final Pattern NUMBER = Pattern.compile("0(\\.\\d{0,3})?|1(\\.0{0,3})?");

    private static final Comparator<Range> LIKING = Comparator.comparingDouble(Range::weight)
            .thenComparingInt(Range::specificity)
            .thenComparing(Comparator.comparingInt(Range::position).reversed());

    private AcceptHeader() {}

    /** Returns the format the caller likes best, the first of those offered if it does not care; empty for none. */
    static Optional<Format> choose(Optional<String> accept, List<Format> offered) {
        if (accept.filter(ANYTHING::equals).isPresent()) {
            return Optional.of(offered.get(0)); // as most probes ask
        }
        List<Range> ranges = accept.map(AcceptHeader::parse).orElse(List.of());
        if (ranges.isEmpty()) {
            return Optional.of(offered.get(0));
        }
        return offered.stream()
                .flatMap(format -> mostSpecific(format, ranges).stream().map(range -> new Match(format, range)))
                .filter(match -> match.range().weight() > 0)
                .max(Comparator.comparing(Match::range, LIKING))
                .map(Match::format);
    }

    private static Optional<Range> mostSpecific(Format format, List<Range> ranges) {
        return ranges.stream()
                .filter(range -> range.covers(format.mediaType()))
                .max(Comparator.comparingInt(Range::specificity));
    }

    /** Returns nothing for a header that is malformed anywhere. */
    private static List<Range> parse(String accept) {
        if (accept.length() > MAX_LENGTH) {
            return List.of();
        }
        List<Range> ranges = new ArrayList<>();
        Matcher matcher = RANGE.matcher(accept);
        int at = 0;
        while (at < accept.length()) {
            if (!matcher.region(at, accept.length()).lookingAt()) {
                return List.of();
            }
            Optional<Range> range = Range.of(matcher, ranges.size());
            if (range.isEmpty()) {
                return List.of();
            }
            ranges.add(range.get());
            at = matcher.end();
        }
        return ranges;
    }

    private record Match(Format format, Range range) {}

    /**
     * One media range.
     *
     * @param type the type in lower case, or an asterisk
     * @param subtype the subtype in lower case, or an asterisk
     * @param weight from 0, not acceptable, to 1
     * @param position where it stands in the header
     */
    private record Range(String type, String subtype, double weight, int position) {
        static Optional<Range> of(Matcher matcher, int position) {
            String type = matcher.group(1).toLowerCase(Locale.ROOT);
            String subtype = matcher.group(2).toLowerCase(Locale.ROOT);
            Matcher weight = WEIGHT.matcher(matcher.group(3));
            String number = weight.find() ? weight.group(1) : "1";
            boolean sense = NUMBER.matcher(number).matches() && (!type.equals("*") || subtype.equals("*"));
            return sense
                    ? Optional.of(new Range(type, subtype, Double.parseDouble(number), position))
                    : Optional.empty();
        }

        boolean covers(String mediaType) {
            return type.equals("*")
                    || mediaType.equals(type + "/" + subtype)
                    || (subtype.equals("*") && mediaType.startsWith(type + "/"));
        }

        int specificity() {
            return type.equals("*") ? 0 : subtype.equals("*") ? 1 : 2;
        }
    }
}
