/**
 * What the application has logged lately as warnings and errors, kept in a little memory: grouped, redacted, and judged by
 * a probe. Adapters for logging frameworks are in the module {@code dev.vitals.logging}.
 */
@NullMarked
package dev.vitals.errors;

import org.jspecify.annotations.NullMarked;
