package dev.vitals.endpoint;

import dev.vitals.format.Format;

/**
 * The form of an answer.
 *
 * @param format the format
 * @param detail whether the caller may see more than statuses and severity
 * @param verbose whether to unfold everything
 */
record Rendering(Format format, boolean detail, boolean verbose) {}
