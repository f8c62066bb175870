package dev.vitals.remote;

import static java.util.stream.Collectors.joining;

import dev.vitals.probe.Subject;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The address of a server, or of several that stand in for each other. Never holds credentials. Immutable.
 *
 * @param endpoints where to connect, first choice first; empty when it is not known
 * @since 0.1.0
 */
public record Remote(List<Endpoint> endpoints) {
    /** An address that cannot be seen, as behind a data source that hides its URL. */
    public static final Remote UNKNOWN = new Remote(List.of());

    /** An address of IPv6 in brackets, or a name or address without a colon; then perhaps a port. */
    private static final Pattern HOST_AND_PORT = Pattern.compile("(?:\\[([^\\]]*)]|([^:]*))(?::(\\d{1,5}))?");

    /** Copies the list. */
    public Remote {
        endpoints = List.copyOf(endpoints);
    }

    /**
     * One host and its port. Immutable.
     *
     * @param host a name or an address, without brackets: what a command line wants
     * @param port the port; empty when it is left to the client
     * @since 0.1.0
     */
    public record Endpoint(String host, OptionalInt port) {
        private static Endpoint parse(String text) {
            Matcher shape = HOST_AND_PORT.matcher(text);
            if (!shape.matches()) {
                return new Endpoint(text, OptionalInt.empty());
            }
            String host = shape.group(1) == null ? shape.group(2) : shape.group(1);
            String port = shape.group(3);
            return new Endpoint(host, port == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(port)));
        }

        /**
         * Returns the endpoint for people.
         *
         * @return such as {@code db.internal:5432} or {@code [::1]:5432}
         */
        @Override
        public String toString() {
            if (port.isEmpty()) {
                return host;
            }
            return (host.contains(":") ? "[" + host + "]" : host) + ":" + port.getAsInt();
        }
    }

    /**
     * Returns the address of one server.
     *
     * @param host a name or an address, with or without brackets
     * @param port the port
     * @return the address
     */
    public static Remote of(String host, int port) {
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        String bare = bracketed ? host.substring(1, host.length() - 1) : host;
        return new Remote(List.of(new Endpoint(bare, OptionalInt.of(port))));
    }

    /**
     * Reads the authority of a URL, which may name several hosts. A user and password in front are left out.
     *
     * @param authority such as {@code db.internal}, {@code [::1]:5432} or {@code a:1,b:2}
     * @return the address; {@link #UNKNOWN} if there is none
     */
    public static Remote parse(String authority) {
        String hosts = authority.substring(authority.lastIndexOf('@') + 1);
        return new Remote(Stream.of(hosts.split(","))
                .map(String::strip)
                .filter(host -> !host.isEmpty())
                .map(Endpoint::parse)
                .toList());
    }

    /**
     * Returns this address with a port wherever it was left to the client.
     *
     * @param port the client's default
     * @return a copy
     */
    public Remote withDefaultPort(int port) {
        return new Remote(endpoints.stream()
                .map(endpoint ->
                        endpoint.port().isPresent() ? endpoint : new Endpoint(endpoint.host(), OptionalInt.of(port)))
                .toList());
    }

    /**
     * Returns whether there is an address.
     *
     * @return false if it cannot be seen
     */
    public boolean known() {
        return !endpoints.isEmpty();
    }

    /**
     * Returns what a fault at this address is about.
     *
     * @return the endpoints whose port is known
     */
    public List<Subject> subjects() {
        return endpoints.stream()
                .filter(endpoint -> endpoint.port().isPresent())
                .map(endpoint ->
                        Subject.endpoint(endpoint.host(), endpoint.port().getAsInt()))
                .toList();
    }

    /**
     * Returns the address for people.
     *
     * @return such as {@code [::1]:5432} or {@code a:1,b:2}; empty when it is not known
     */
    @Override
    public String toString() {
        return endpoints.stream().map(Endpoint::toString).collect(joining(","));
    }
}
