package dev.vitals.spring.internal.actuator;

import dev.vitals.endpoint.HealthResponse;

/**
 * Sends the headers for which Actuator's own response has no place: what a browser may load, how a file is called, when to
 * ask again. Each stack has its way.
 */
public interface Envelope {
    /** Returns what to give Actuator as the body. */
    Object around(HealthResponse answer);
}
