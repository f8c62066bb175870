package dev.vitals.endpoint;

import dev.vitals.format.Format;

/**
 * How an answer is written.
 *
 * @param format the format
 * @param detail whether the caller may see more than statuses and severity
 * @param verbose whether to show what is usually folded away
 */
record Rendering(Format format, boolean detail, boolean verbose) {}
