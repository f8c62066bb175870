package dev.vitals.endpoint;

import dev.vitals.format.Around;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * The part of a question that its path does not hold.
 *
 * @param exclude the checks to leave out, known or not
 * @param rendering how to write the answer
 * @param warnings a word on what is odd about the request
 * @param around what the answer leads to
 * @param waiting waits for a report that is not known yet
 */
record Question(
        Set<String> exclude, Rendering rendering, List<String> warnings, Optional<Around> around, Executor waiting) {}
