/** Programs that measure what the documents claim, each beside what it is compared with. */
@NullMarked
package dev.vitals.benchmarks;

import org.jspecify.annotations.NullMarked;
