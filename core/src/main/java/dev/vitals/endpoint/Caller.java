package dev.vitals.endpoint;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

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
    private static final Pattern ADDRESS =
            Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F]*:[0-9a-fA-F:.]*(%[\\w.-]+)?");

    /** Refuses nulls and copies the headers. */
    public Caller {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(headers, "headers");
        Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        headers = Collections.unmodifiableMap(copy);
    }

    /**
     * Returns a caller whose address stands in a text, as servlet containers write it.
     *
     * @param address an IPv4 or IPv6 address, in brackets or not. Anything else, such as a name, counts as not known, and
     *     is not looked up
     * @param headers the request's headers, found whatever the case of their names
     * @return the caller
     */
    public static Caller of(String address, Map<String, List<String>> headers) {
        return new Caller(
                written(Objects.requireNonNull(address, "address")
                        .replace("[", "")
                        .replace("]", "")),
                headers);
    }

    private static Optional<InetAddress> written(String address) {
        try {
            return ADDRESS.matcher(address).matches() ? Optional.of(InetAddress.getByName(address)) : Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /**
     * Returns the first value of a header.
     *
     * @param name the header's name, in any case
     * @return the value, or empty
     */
    public Optional<String> header(String name) {
        List<String> values = headers.getOrDefault(Objects.requireNonNull(name, "name"), List.of());
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
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
