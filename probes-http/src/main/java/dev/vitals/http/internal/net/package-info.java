/** Ports and names. */
@NullMarked
package dev.vitals.http.internal.net;

import org.jspecify.annotations.NullMarked;
