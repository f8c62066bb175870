/** The one client of the JDK that all HTTP checks share. */
@NullMarked
package dev.vitals.http.internal.client;

import org.jspecify.annotations.NullMarked;
