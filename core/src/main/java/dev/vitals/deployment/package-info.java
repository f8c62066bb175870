/** Which build of the application runs, found in the files that build tools leave, and which ran before. */
@NullMarked
package dev.vitals.deployment;

import org.jspecify.annotations.NullMarked;
