/** What Prometheus, Alertmanager and circuit breakers report. */
@NullMarked
package dev.vitals.http.internal.query;

import org.jspecify.annotations.NullMarked;
