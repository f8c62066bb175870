package dev.vitals.jdbc.internal.findings;

import dev.vitals.text.Clean;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/**
 * The program on the other side of a session. Its texts may be shown.
 *
 * @param application the program's name for itself; empty when unknown
 * @param user the role or user it has logged in as; empty when unknown
 * @param address where it connects from; empty when local or unknown
 */
public record Client(String application, String user, String address) {
    /** A client of which nothing is known. */
    public static final Client UNKNOWN = new Client("", "", "");

    private static final int NAME = 63;

    /** Makes texts from outside fit to be shown. */
    public Client {
        application = Clean.line(application, NAME);
        user = Clean.line(user, NAME);
        address = Clean.line(address, NAME);
    }

    /**
     * Returns what is known of it, for people.
     *
     * @return such as {@code app=billing user=app 10.0.0.7}; may be empty
     */
    public String words() {
        StringJoiner words = new StringJoiner(" ");
        if (!application.isEmpty()) {
            words.add("app=" + application);
        }
        if (!user.isEmpty()) {
            words.add("user=" + user);
        }
        if (!address.isEmpty()) {
            words.add(address);
        }
        return words.toString();
    }

    /**
     * Returns what is known of it, for programs.
     *
     * @return {@code app}, {@code user} and {@code client}, without those that are unknown
     */
    public Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("app", application);
        fields.put("user", user);
        fields.put("client", address);
        fields.values().removeIf(String::isEmpty);
        return fields;
    }
}
