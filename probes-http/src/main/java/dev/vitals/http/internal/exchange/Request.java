package dev.vitals.http.internal.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vitals.remote.Remote;
import java.net.URI;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * What to send. Prints method and address without query, so no secrets.
 *
 * @param method such as {@code GET}
 * @param url where to, with places for values
 * @param headers what to send along, in order
 * @param payload the body
 * @param redirects how many redirects to follow at most
 */
public record Request(String method, Template url, List<Header> headers, Payload payload, int redirects) {
    /** Copies the list. */
    public Request {
        headers = List.copyOf(headers);
    }

    /** A header, whose value is asked for at each request. */
    public record Header(String name, Value value) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** The value of a header. Never printed. */
    public sealed interface Value {
        /** Returns it. */
        String of(Map<String, String> values);

        /** One that is known, but for values from earlier answers. */
        record Written(Template template) implements Value {
            @Override
            public String of(Map<String, String> values) {
                return template.fill(values, text -> text);
            }
        }

        /** One that is asked for at each request. */
        record Asked(Supplier<String> supplier) implements Value {
            @Override
            public String of(Map<String, String> values) {
                return String.valueOf(supplier.get());
            }
        }
    }

    public Request with(Header header) {
        List<Header> more = new ArrayList<>(headers);
        more.removeIf(known -> known.name().equalsIgnoreCase(header.name()));
        more.add(header);
        return new Request(method, url, more, payload, redirects);
    }

    public Request with(Payload body) {
        return new Request(method, url, headers, body, redirects);
    }

    public Request redirects(int most) {
        return new Request(method, url, headers, payload, most);
    }

    /** Returns the values that address, headers and body need. */
    public Set<String> names() {
        Set<String> names = new TreeSet<>(url.names());
        names.addAll(payload.names());
        headers.stream()
                .map(Header::value)
                .filter(Value.Written.class::isInstance)
                .map(Value.Written.class::cast)
                .forEach(written -> names.addAll(written.template().names()));
        return names;
    }

    /** Returns the address with the values in it. */
    public URI uri(Map<String, String> values) {
        return URI.create(
                url.fill(values, text -> URLEncoder.encode(text, UTF_8).replace("+", "%20")));
    }

    /** Returns the address as far as it is known beforehand. */
    public URI uri() {
        return uri(Map.of());
    }

    /** Returns the server. */
    public Remote remote() {
        return remote(uri());
    }

    static Remote remote(URI uri) {
        return Remote.of(uri.getHost(), port(uri));
    }

    static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : isTls(uri) ? 443 : 80;
    }

    static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    static boolean isTls(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    public boolean isTls() {
        return isTls(uri());
    }

    /** Returns method and address without the query, where secrets like to be. */
    @Override
    public String toString() {
        String text = url.text();
        int end = text.indexOf('?') < 0 ? text.length() : text.indexOf('?');
        return method + " " + text.substring(0, end);
    }
}
