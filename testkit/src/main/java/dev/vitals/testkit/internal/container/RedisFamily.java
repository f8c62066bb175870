package dev.vitals.testkit.internal.container;

import dev.vitals.testkit.options.ServerOptions;
import java.util.ArrayList;
import java.util.List;

/** The two products that speak Redis's protocol and take its options. */
public final class RedisFamily {

    private RedisFamily() {}

    public static Image image(String name, ServerOptions options) {
        return name.contains("valkey") ? new ValkeyImage(name, options) : new RedisImage(name, options);
    }

    /** Users are part of the command, since only this JVM sees the container. */
    static String[] command(String server, ServerOptions options) {
        List<String> words = new ArrayList<>(List.of(server));
        options.settings().forEach((setting, value) -> {
            words.add("--" + setting);
            words.addAll(List.of(value.split(" ", -1)));
        });
        for (ServerOptions.User user : options.users()) {
            words.addAll(List.of("--user", user.name(), "on", ">" + user.password()));
            words.addAll(user.rights());
        }
        return words.toArray(String[]::new);
    }
}
