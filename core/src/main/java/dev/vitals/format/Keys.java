package dev.vitals.format;

import dev.vitals.text.Clean;
import java.util.HashSet;
import java.util.Set;

/** Names from anywhere as keys of one JSON object: harmless, and none of them twice. */
final class Keys {
    private final Set<String> taken = new HashSet<>();

    /** Returns the name, with a number behind it if an earlier one looks the same. */
    String take(String name) {
        String clean = Clean.encodable(name);
        String key = clean;
        for (int number = 2; !taken.add(key); number++) {
            key = clean + " (" + number + ")";
        }
        return key;
    }
}
