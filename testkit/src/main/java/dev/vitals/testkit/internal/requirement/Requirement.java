package dev.vitals.testkit.internal.requirement;

/** What a test needs of the machine, and whether it is there, in words a person understands. */
public record Requirement(boolean met, String words) {

    public static Requirement met(String words) {
        return new Requirement(true, words);
    }

    public static Requirement unmet(String words) {
        return new Requirement(false, words);
    }
}
