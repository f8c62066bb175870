package dev.vitals.jdbc.internal.pool;

import dev.vitals.jdbc.internal.url.Login;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Makes a login from a pool's settings, in which user and password override the driver's properties. */
final class DriverLogin {
    private DriverLogin() {}

    static Login of(
            Optional<String> url, @Nullable String user, @Nullable String password, @Nullable Properties properties) {
        Properties others = new Properties();
        if (properties != null) {
            others.putAll(properties);
        }
        if (user != null) {
            others.remove("user");
        }
        if (password != null) {
            others.remove("password");
        }
        return Login.fixed(url.orElse(""), user, password, others);
    }
}
