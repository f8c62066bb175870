/**
 * How reports leave the process: requests and answers that know no framework, and a small HTTP server. The
 * contents of a report live in {@code dev.vitals.report}, its forms in {@code dev.vitals.format}.
 */
@NullMarked
package dev.vitals.endpoint;

import org.jspecify.annotations.NullMarked;
