package dev.vitals.jdbc.internal.activity;

import dev.vitals.probe.Remedy;

/**
 * How many connections there may be, of the server, a role or a database.
 *
 * @param owner whose limit it is, such as {@code role 'app'}; empty for the server itself
 * @param used how many there are as the server counts them, our own among them
 * @param allowed how many an ordinary user may make; at least 1
 * @param raise how to allow more
 */
public record ConnectionLimit(String owner, int used, int allowed, Remedy raise) {
    /**
     * Returns how much of it is used.
     *
     * @return at least 0, and 1 when it is reached
     */
    public double ratio() {
        return (double) used / allowed;
    }

    /**
     * Returns it in words.
     *
     * @return such as {@code 5 of 97 connections in use}
     */
    public String words() {
        String count = used + " of " + allowed + " connections";
        return owner.isEmpty() ? count + " in use" : owner + " uses " + count;
    }
}
