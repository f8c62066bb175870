package dev.vitals.endpoint;

import java.util.Set;

/**
 * The part of a question that its path does not hold.
 *
 * @param exclude the checks to leave out, known or not
 * @param rendering how to write the answer
 */
record Question(Set<String> exclude, Rendering rendering) {}
