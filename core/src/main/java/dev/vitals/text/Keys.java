package dev.vitals.text;

import java.util.HashSet;
import java.util.Set;

/** Names from anywhere as keys of one thing: harmless, and none of them twice. Not thread-safe. */
public final class Keys {
    private final Set<String> taken = new HashSet<>();

    /** Nothing is taken yet. */
    public Keys() {}

    /**
     * Returns the name, with a number behind it if an earlier one looks the same.
     *
     * @param name any text
     * @return a key that is returned once
     */
    public String take(String name) {
        String clean = Clean.encodable(name);
        String key = clean;
        for (int number = 2; !taken.add(key); number++) {
            key = clean + " (" + number + ")";
        }
        return key;
    }
}
