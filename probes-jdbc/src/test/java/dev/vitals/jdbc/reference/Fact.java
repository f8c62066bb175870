package dev.vitals.jdbc.reference;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the code does not say about a check.
 *
 * @param check its name
 * @param reads what it reads, by product
 */
record Fact(String check, Map<String, Reading> reads) {
    /**
     * What is read on one product.
     *
     * @param what views, functions and commands
     * @param right what a role needs, and what it sees without
     * @param versions where it works
     */
    record Reading(String what, String right, String versions) {}

    static Fact of(String check) {
        return new Fact(check, Map.of());
    }

    Fact on(String product, String what, String right, String versions) {
        Map<String, Reading> more = new LinkedHashMap<>(reads);
        more.put(product, new Reading(what, right, versions));
        return new Fact(check, more);
    }
}
