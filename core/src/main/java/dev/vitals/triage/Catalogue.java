package dev.vitals.triage;

import dev.vitals.probe.Cause;
import dev.vitals.spi.CauseLink;
import dev.vitals.spi.Knowledge;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * All that the modules at hand know about cause codes: what each means, and which explains which.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class Catalogue {
    /** A class loader that fails is no end of knowledge, and fails again and again. */
    private static final int MOST_BROKEN = 10;

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
        List<String> faults = new ArrayList<>();
        return faultless(load(faults), faults);
    }

    /**
     * Returns what can be known, as {@link #load()} does, whatever is wrong with a part of it: without the {@code Knowledge}
     * that cannot be loaded, and with the first declaration of a code that is declared twice.
     *
     * @param faults receives what is wrong, one sentence each
     * @return the catalogue
     * @throws VirtualMachineError if memory or stack is short, which is no fault of a module
     */
    public static Catalogue load(Collection<String> faults) {
        Objects.requireNonNull(faults, "faults");
        Iterator<Knowledge> each = ServiceLoader.load(Knowledge.class).iterator();
        List<Knowledge> found = new ArrayList<>();
        int broken = 0;
        while (broken < MOST_BROKEN) {
            try {
                if (!each.hasNext()) {
                    break;
                }
                found.add(each.next());
            } catch (RuntimeException | ServiceConfigurationError | LinkageError unloadable) {
                faults.add("knowledge could not be loaded: " + fault(unloadable).getMessage());
                broken++;
            }
        }
        found.sort(Catalogue::byName);
        return of(found, faults);
    }

    /** What a module cannot help: a machine that has no memory left for it may have some the next time. */
    private static Throwable fault(Throwable broken) {
        Throwable origin =
                broken instanceof ServiceConfigurationError && broken.getCause() != null ? broken.getCause() : broken;
        if (origin instanceof VirtualMachineError passing) {
            throw passing;
        }
        return broken;
    }

    private static int byName(Knowledge one, Knowledge other) {
        return one.getClass().getName().compareTo(other.getClass().getName());
    }

    /**
     * Returns a catalogue of what is given.
     *
     * @param knowledge what is known, strongest links first
     * @return the catalogue
     * @throws IllegalArgumentException if a code is declared twice; the message names each one that is
     */
    public static Catalogue of(Collection<? extends Knowledge> knowledge) {
        List<String> faults = new ArrayList<>();
        return faultless(of(Objects.requireNonNull(knowledge, "knowledge"), faults), faults);
    }

    private static Catalogue of(Collection<? extends Knowledge> knowledge, Collection<String> faults) {
        Map<String, Cause> causes = new LinkedHashMap<>();
        List<CauseLink> links = new ArrayList<>();
        List<String> twice = new ArrayList<>();
        for (Knowledge known : knowledge) {
            String name = known.getClass().getName();
            try {
                for (Cause cause : known.causes()) {
                    if (causes.putIfAbsent(cause.code(), cause) != null) {
                        twice.add("'" + cause.code() + "' (again by " + name + ")");
                    }
                }
                links.addAll(known.links());
            } catch (Throwable broken) {
                faults.add("knowledge could not be read from " + name + ": " + fault(broken));
            }
        }
        if (!twice.isEmpty()) {
            faults.add("cause codes are declared twice: " + String.join(", ", twice));
        }
        return new Catalogue(causes, links);
    }

    private static Catalogue faultless(Catalogue catalogue, List<String> faults) {
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
        return catalogue;
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
