/**
 * Takes secrets out of free text. {@link dev.vitals.redaction.StandardRedactor} is where its rules are put together.
 * Not exported.
 */
@NullMarked
package dev.vitals.redaction;

import org.jspecify.annotations.NullMarked;
