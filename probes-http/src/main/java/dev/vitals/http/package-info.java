/**
 * Probes of what is reached over a network without a driver: HTTP services, certificates, ports, names, Prometheus and
 * Alertmanager; and a listener that posts reports to a webhook. {@link dev.vitals.http.HttpProbes} and {@link dev.vitals.http.HttpProbe} are the ways in.
 */
@NullMarked
package dev.vitals.http;

import org.jspecify.annotations.NullMarked;
