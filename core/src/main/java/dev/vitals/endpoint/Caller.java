package dev.vitals.endpoint;

import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The other end of a request, as far as its connection shows it.
 *
 * <p>This record is immutable and thread-safe. It does not print its headers' values, which may be secret.
 *
 * @param address the address of the other end of the connection; empty when not known
 * @param headers the request's headers, found whatever the case of their names
 * @since 0.1.0
 */
public record Caller(Optional<InetAddress> address, Map<String, List<String>> headers) {
    /** Refuses nulls and copies the headers. */
    public Caller {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(headers, "headers");
        Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        headers = Collections.unmodifiableMap(copy);
    }

    /**
     * Returns the first value of a header.
     *
     * @param name the header's name, in any case
     * @return the value, or empty
     */
    public Optional<String> header(String name) {
        return headers.getOrDefault(Objects.requireNonNull(name, "name"), List.of()).stream()
                .findFirst();
    }

    /**
     * Returns the names of the headers.
     *
     * @return the names, in alphabetical order
     */
    public Set<String> headerNames() {
        return headers.keySet();
    }

    @Override
    public String toString() {
        return "Caller[address=" + address + ", headers=" + headerNames() + "]";
    }
}
