/** Answers health requests that come in by the application's own server. */
@NullMarked
package dev.vitals.spring.internal.web;

import org.jspecify.annotations.NullMarked;
