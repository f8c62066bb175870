/** What Spring Boot finds: a configuration for each of the places that Vitals has in an application. */
@NullMarked
package dev.vitals.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;
