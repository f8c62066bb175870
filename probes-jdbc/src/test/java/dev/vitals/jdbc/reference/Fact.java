package dev.vitals.jdbc.reference;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the code does not tell about a check.
 *
 * @param check its name
 * @param reads what it reads, by product
 * @param causes what its cause codes mean; those of a failure to ask belong to {@code connect}
 */
record Fact(String check, Map<String, Reading> reads, Map<String, String> causes) {
    /**
     * What is read on one product.
     *
     * @param what views, functions and commands
     * @param right what a role needs, and what it sees without
     * @param versions where it works
     */
    record Reading(String what, String right, String versions) {}

    static Fact of(String check) {
        return new Fact(check, Map.of(), Map.of());
    }

    Fact on(String product, String what, String right, String versions) {
        Map<String, Reading> more = new LinkedHashMap<>(reads);
        more.put(product, new Reading(what, right, versions));
        return new Fact(check, more, causes);
    }

    Fact cause(String code, String meaning) {
        Map<String, String> more = new LinkedHashMap<>(causes);
        more.put(code, meaning);
        return new Fact(check, reads, more);
    }
}
