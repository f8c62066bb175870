/** Puts the aggregator together from what the application has and sets. */
@NullMarked
package dev.vitals.spring.internal;

import org.jspecify.annotations.NullMarked;
