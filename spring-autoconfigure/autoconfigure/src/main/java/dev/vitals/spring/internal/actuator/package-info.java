/** The endpoint {@code /actuator/vitals}. */
@NullMarked
package dev.vitals.spring.internal.actuator;

import org.jspecify.annotations.NullMarked;
