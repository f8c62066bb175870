/**
 * Vitals for Spring Boot 3.5 and 4: found by Spring Boot itself when {@code vitals-spring-boot-starter} is on the class
 * path. An application changes what it gets by properties below {@code vitals.}, by beans of its own, and by
 * {@link dev.vitals.spring.VitalsBuilderCustomizer}.
 */
@NullMarked
package dev.vitals.spring;

import org.jspecify.annotations.NullMarked;
