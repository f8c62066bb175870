package dev.vitals.spi;

import dev.vitals.probe.Probe;

/**
 * Makes probes of one type from settings, so that a third party's jar can be used by name.
 *
 * <p>Found through {@link java.util.ServiceLoader}: name the class in
 * {@code META-INF/services/dev.vitals.spi.ProbeProvider} or in a {@code provides} clause of a module descriptor. Needs a
 * public constructor without parameters. Called while an aggregator is built, on the building thread.
 *
 * @since 0.1.0
 */
public interface ProbeProvider {
    /**
     * Returns the type this provider makes.
     *
     * @return the type, unique among providers, such as {@code smtp}
     */
    String type();

    /**
     * Makes a probe. Must not block; must not contact anything.
     *
     * @param settings the application's settings
     * @return the probe
     * @throws IllegalArgumentException if a setting is missing or wrong; the message names it. {@link ProbeSettings}
     *     throws it for faults that it can see
     */
    Probe create(ProbeSettings settings);
}
