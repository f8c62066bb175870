package dev.vitals.testkit;

/** What a test needs of the machine, and whether it is there, in words a person understands. */
record Requirement(boolean met, String words) {

    static Requirement met(String words) {
        return new Requirement(true, words);
    }

    static Requirement unmet(String words) {
        return new Requirement(false, words);
    }
}
