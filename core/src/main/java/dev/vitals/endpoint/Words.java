package dev.vitals.endpoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a person says with an operation. It stands in the query: a body would have to be waited for. */
final class Words {
    private static final int LONGEST = 8_192;

    private Words() {}

    /** Reads the parameters of a query, and refuses those that are not known. */
    static Map<String, String> of(String raw, List<String> known) {
        if (raw.length() > LONGEST) {
            throw new Refusal(414, "the query must not be longer than " + LONGEST + " characters");
        }
        Map<String, String> words = new LinkedHashMap<>();
        for (String parameter : raw.isEmpty() ? new String[0] : raw.split("&")) {
            int equals = parameter.indexOf('=');
            String name = PercentDecoder.query(equals < 0 ? parameter : parameter.substring(0, equals));
            if (!known.contains(name)) {
                throw new Refusal(
                        400,
                        "there is no parameter '" + Query.shown(name) + "'; there are " + String.join(", ", known));
            }
            words.put(name, equals < 0 ? "" : PercentDecoder.query(parameter.substring(equals + 1)));
        }
        return words;
    }
}
