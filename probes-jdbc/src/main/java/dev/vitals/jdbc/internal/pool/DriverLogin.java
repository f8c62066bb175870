package dev.vitals.jdbc.internal.pool;

import dev.vitals.jdbc.internal.target.Login;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Makes a login of a pool's settings, where user and password beat what the driver's properties say. */
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
