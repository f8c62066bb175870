package dev.vitals.triage;

import dev.vitals.probe.Cause;
import dev.vitals.spi.CauseLink;
import dev.vitals.spi.Knowledge;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.StreamSupport;

/**
 * All that the modules at hand know about cause codes: what each means, and which explains which.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class Catalogue {
    private final Map<String, Cause> causes;
    private final List<CauseLink> links;

    private Catalogue(Map<String, Cause> causes, List<CauseLink> links) {
        this.causes = Collections.unmodifiableMap(causes);
        this.links = List.copyOf(links);
    }

    /**
     * Returns what every {@link Knowledge} knows that {@link ServiceLoader} finds through the thread's context class
     * loader. Reads service files and loads classes; contacts nothing.
     *
     * @return the catalogue; what each module knows in the order of its class's name, so that it is the same at every call
     * @throws IllegalArgumentException if a {@code Knowledge} cannot be loaded, or a code is declared twice; the message
     *     names it
     */
    public static Catalogue load() {
        try {
            return of(StreamSupport.stream(ServiceLoader.load(Knowledge.class).spliterator(), false)
                    .sorted(Comparator.comparing(known -> known.getClass().getName()))
                    .toList());
        } catch (ServiceConfigurationError | LinkageError broken) {
            throw new IllegalArgumentException("knowledge could not be loaded: " + broken.getMessage(), broken);
        }
    }

    /**
     * Returns a catalogue of what is given.
     *
     * @param knowledge what is known, strongest links first
     * @return the catalogue
     * @throws IllegalArgumentException if a code is declared twice; the message names each one that is
     */
    public static Catalogue of(Collection<? extends Knowledge> knowledge) {
        Map<String, Cause> causes = new LinkedHashMap<>();
        List<CauseLink> links = new ArrayList<>();
        List<String> twice = new ArrayList<>();
        for (Knowledge known : Objects.requireNonNull(knowledge, "knowledge")) {
            for (Cause cause : known.causes()) {
                if (causes.putIfAbsent(cause.code(), cause) != null) {
                    twice.add("'" + cause.code() + "' (again by "
                            + known.getClass().getName() + ")");
                }
            }
            links.addAll(known.links());
        }
        if (!twice.isEmpty()) {
            throw new IllegalArgumentException("cause codes are declared twice: " + String.join(", ", twice));
        }
        return new Catalogue(causes, links);
    }

    /**
     * Returns what is known about a code.
     *
     * @param code the cause code
     * @return the cause; empty for a code that no module has declared, such as an application's own
     */
    public Optional<Cause> cause(String code) {
        return Optional.ofNullable(causes.get(Objects.requireNonNull(code, "code")));
    }

    /**
     * Returns every declared cause.
     *
     * @return the causes by code, in the order of declaration
     */
    public Map<String, Cause> causes() {
        return causes;
    }

    /**
     * Returns which finding explains which.
     *
     * @return the links, strongest first
     */
    public List<CauseLink> links() {
        return links;
    }
}
