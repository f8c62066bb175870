/** What Spring Boot's Actuator shows of the aggregator, in each generation's types. */
@NullMarked
package dev.vitals.spring.internal.health;

import org.jspecify.annotations.NullMarked;
