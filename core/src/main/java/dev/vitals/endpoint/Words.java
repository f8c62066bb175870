package dev.vitals.endpoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a person says with an operation: in the query, or in a form. Of a word that is said twice the last counts. */
final class Words {
    private static final int LONGEST = 8_192;

    private Words() {}

    /** Reads the parameters of a query, then the fields of a form, and refuses those that are not known. */
    static Map<String, String> of(Asking asking, List<String> known) {
        Map<String, String> words = new LinkedHashMap<>(parse(asking.request().query()));
        asking.form().forEach((name, values) -> values.forEach(value -> words.put(name, value)));
        for (String name : words.keySet()) {
            if (!known.contains(name)) {
                throw new Refusal(
                        400,
                        "there is no parameter '" + Query.shown(name) + "'; there are " + String.join(", ", known));
            }
        }
        return words;
    }

    /** Reads what is written as a query is. */
    static Map<String, String> parse(String raw) {
        if (raw.length() > LONGEST) {
            throw new Refusal(414, "the query must not be longer than " + LONGEST + " characters");
        }
        Map<String, String> words = new LinkedHashMap<>();
        for (String parameter : raw.isEmpty() ? new String[0] : raw.split("&")) {
            int equals = parameter.indexOf('=');
            String name = PercentDecoder.query(equals < 0 ? parameter : parameter.substring(0, equals));
            String value = equals < 0 ? "" : PercentDecoder.query(parameter.substring(equals + 1));
            if (!parameter.isEmpty()) {
                words.put(name, value);
            }
        }
        return words;
    }
}
