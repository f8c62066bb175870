/** When the answers of HTTP services, certificates and hosts count as trouble. */
@NullMarked
package dev.vitals.http.limits;

import org.jspecify.annotations.NullMarked;
