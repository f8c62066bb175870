/**
 * How reports leave the process: requests and answers that know no framework, the formats they are written in, and a
 * small HTTP server. What is in a report lives in {@code dev.vitals.report}.
 */
@NullMarked
package dev.vitals.endpoint;

import org.jspecify.annotations.NullMarked;
