/** What an answer must look like. */
@NullMarked
package dev.vitals.http.internal.expect;

import org.jspecify.annotations.NullMarked;
