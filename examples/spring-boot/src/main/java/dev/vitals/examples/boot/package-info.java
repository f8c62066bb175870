/** A small shop on Spring Boot, and a program that brings its servers and makes it sick and well again. */
@NullMarked
package dev.vitals.examples.boot;

import org.jspecify.annotations.NullMarked;
