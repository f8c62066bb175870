/**
 * How reports leave the process: requests and answers that know no framework, and a small HTTP server. What is in a
 * report lives in {@code dev.vitals.report}; how it is written, in {@code dev.vitals.format}.
 */
@NullMarked
package dev.vitals.endpoint;

import org.jspecify.annotations.NullMarked;
