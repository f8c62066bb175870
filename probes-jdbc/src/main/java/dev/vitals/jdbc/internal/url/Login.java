package dev.vitals.jdbc.internal.url;

import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a driver needs to connect: URL, user, password and properties. Immutable; never prints its secrets. */
public final class Login {
    private final JdbcUrl url;
    private final @Nullable String user;
    private final Secret password;
    private final Properties properties;
    private final boolean generated;

    private Login(
            JdbcUrl url, @Nullable String user, @Nullable String password, Properties properties, boolean generated) {
        this.url = url;
        this.user = properties.getProperty("user", user);
        this.password = new Secret(properties.getProperty("password", password));
        this.properties = new Properties();
        this.properties.putAll(properties);
        this.generated = generated;
    }

    /**
     * Makes a login whose password stays the same until it is changed.
     *
     * @param url the JDBC URL
     * @param user who logs in; null to leave it to the URL or the driver
     * @param password the password; null to leave it to the URL or the driver
     * @param properties the driver's properties; a user or password in them beats the arguments
     * @return the login
     */
    public static Login fixed(String url, @Nullable String user, @Nullable String password, Properties properties) {
        return new Login(new JdbcUrl(url), user, password, properties, false);
    }

    /**
     * Makes a login whose password is another one each time it is asked for.
     *
     * @param url the JDBC URL
     * @param user who logs in; null to leave it to the URL or the driver
     * @param password the password; null to leave it to the URL or the driver
     * @param properties the driver's properties; a user or password in them beats the arguments
     * @return the login
     */
    public static Login generated(String url, @Nullable String user, @Nullable String password, Properties properties) {
        return new Login(new JdbcUrl(url), user, password, properties, true);
    }

    /**
     * Returns a login to the same database as another user.
     *
     * @param otherUser who logs in
     * @param otherPassword the password
     * @return the login
     */
    public Login as(String otherUser, String otherPassword) {
        Properties others = new Properties();
        others.putAll(properties);
        others.remove("user");
        others.remove("password");
        JdbcUrl bare = new JdbcUrl(url.without(Set.of("user", "password")));
        return new Login(bare, otherUser, otherPassword, others, false);
    }

    /** The properties to connect with: the login's own, and ours on top. */
    public Properties with(Map<String, String> ours) {
        Properties all = new Properties();
        all.putAll(properties);
        if (user != null) {
            all.setProperty("user", user);
        }
        if (password.isPresent()) {
            all.setProperty("password", String.valueOf(password.reveal()));
        }
        all.putAll(ours);
        return all;
    }

    public JdbcUrl url() {
        return url;
    }

    @Nullable
    public String user() {
        return user;
    }

    Target target() {
        return Target.of(url, Optional.ofNullable(user));
    }

    /** What must never be shown: the password, wherever it came from. */
    public Secret secret() {
        return password.isPresent()
                ? password
                : new Secret(url.parameter("password").orElse(null));
    }

    /** Whether the password is a new one each time, so that another one says nothing. */
    boolean generated() {
        return generated;
    }

    boolean sameAs(Login other) {
        return url.equals(other.url)
                && Optional.ofNullable(user).equals(Optional.ofNullable(other.user))
                && password.sameAs(other.password);
    }

    @Override
    public String toString() {
        return "Login[" + target().words() + "]";
    }
}
