package dev.vitals.endpoint;

import java.util.Set;

/**
 * What a request wants to know of the thing its path names.
 *
 * @param exclude the checks to leave out, known or not
 * @param rendering how to write the answer
 */
record Question(Set<String> exclude, Rendering rendering) {}
