package dev.vitals.dump;

import java.util.Optional;

/**
 * What a rule says of the facts.
 *
 * @param rule its name
 * @param level how bad it is
 * @param finding what was found, with numbers; raw
 * @param next what to look at or do next; raw
 */
record Judgement(String rule, Level level, String finding, Optional<String> next) {
    /** How bad something is, worst first. */
    enum Level {
        FAIL,
        WARN,
        /** The numbers that are needed were not there. */
        UNKNOWN,
        PASS
    }

    static Judgement pass(String rule, String finding) {
        return new Judgement(rule, Level.PASS, finding, Optional.empty());
    }

    static Judgement unknown(String rule, String why) {
        return new Judgement(rule, Level.UNKNOWN, why, Optional.empty());
    }

    static Judgement warn(String rule, String finding, String next) {
        return new Judgement(rule, Level.WARN, finding, Optional.of(next));
    }

    static Judgement fail(String rule, String finding, String next) {
        return new Judgement(rule, Level.FAIL, finding, Optional.of(next));
    }

    /** Judges a number by two limits, both inclusive. */
    static Judgement above(String rule, double value, double warn, double fail, String finding, String next) {
        if (value >= fail) {
            return fail(rule, finding, next);
        }
        return value >= warn ? warn(rule, finding, next) : pass(rule, finding);
    }
}
