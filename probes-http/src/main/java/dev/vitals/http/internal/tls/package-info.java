/** Certificates: how they are seen, and what is wrong with them. */
@NullMarked
package dev.vitals.http.internal.tls;

import org.jspecify.annotations.NullMarked;
