/** What this module knows about its findings, for the catalogue of causes. */
@NullMarked
package dev.vitals.http.internal.knowledge;

import org.jspecify.annotations.NullMarked;
