package dev.vitals.testkit.options;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * How a test server is to be started. Every {@code with…} method returns a changed copy.
 *
 * <pre>{@code
 * ServerOptions small = ServerOptions.defaults()
 *         .withVersion("12")
 *         .withSetting("max_connections", "5")
 *         .withUser("monitor", "secret", "pg_monitor");
 * PostgresServer server = PostgresServer.start(small);
 * }</pre>
 *
 * <p>This record is immutable, and as thread-safe as {@code progress} is.
 *
 * @param version the wanted version as its leading numbers ({@code 12}, {@code 10.11}); empty means the newest one on
 *     the class path
 * @param image the Docker image to run instead of the binaries, {@code postgres:17-alpine} for example; empty means
 *     the binaries
 * @param port the TCP port from 1 to 65535; empty means a free one
 * @param settings the server's own settings in the server's own words, in the order given
 * @param users the users to create besides the administrator
 * @param startTimeout how long unpacking, initialising and starting may take together, without fetching a Docker image;
 *     positive
 * @param progress receives each step in a few words, on the starting thread; must not throw
 * @since 0.1.0
 */
public record ServerOptions(
        Optional<String> version,
        Optional<String> image,
        OptionalInt port,
        Map<String, String> settings,
        List<User> users,
        Duration startTimeout,
        Consumer<String> progress) {

    /** A start takes a few seconds, on a machine under heavy load minutes. A server that fails is noticed sooner. */
    private static final Duration DEFAULT_START_TIMEOUT = Duration.ofMinutes(5);

    private static final Pattern VERSION = Pattern.compile("\\d+(\\.\\d+){0,2}");
    private static final Pattern SETTING = Pattern.compile("[A-Za-z0-9_.-]+");

    /**
     * Checks and copies the parts.
     *
     * @param version the wanted version as its leading numbers
     * @param image the Docker image to run
     * @param port the TCP port
     * @param settings the server's own settings
     * @param users the users to create
     * @param startTimeout how long a start may take
     * @param progress receives each step
     * @throws IllegalArgumentException if a part is outside the bounds given above
     */
    public ServerOptions {
        version.ifPresent(v -> require(VERSION, "version", v, "numbers such as 12 or 10.11"));
        if (image.isPresent() && version.isPresent()) {
            throw new IllegalArgumentException(
                    "'version' and 'image' exclude each other: name the version in the tag of " + image.get());
        }
        if (port.isPresent() && (port.getAsInt() < 1 || port.getAsInt() > 65_535)) {
            throw new IllegalArgumentException("'port' must be from 1 to 65535 but was " + port.getAsInt());
        }
        if (startTimeout.isNegative() || startTimeout.isZero()) {
            throw new IllegalArgumentException("'startTimeout' must be positive but was " + startTimeout);
        }
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        settings.forEach((name, value) -> {
            require(SETTING, "setting", name, "letters, digits, '_', '.' and '-'");
            requireOneLine("setting " + name, value);
        });
        users = List.copyOf(users);
    }

    /**
     * The newest version on the class path, a free port, no settings, no further users, 5 minutes, silent.
     *
     * @return the default options, never null
     */
    public static ServerOptions defaults() {
        return new ServerOptions(
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Map.of(),
                List.of(),
                DEFAULT_START_TIMEOUT,
                Silent.INSTANCE);
    }

    /**
     * Asks for a version by its leading numbers; of several that match, the newest is taken.
     *
     * @param leading one to three numbers with dots between, for example {@code 12} or {@code 10.11}
     * @return a changed copy
     * @throws IllegalArgumentException if it is not of that form, or an image was given
     */
    public ServerOptions withVersion(String leading) {
        return new ServerOptions(Optional.of(leading), image, port, settings, users, startTimeout, progress);
    }

    /**
     * Runs a Docker image instead of the binaries, which needs a Docker engine that answers and on the class path
     * Testcontainers: {@code org.testcontainers:testcontainers-postgresql} for PostgreSQL, {@code
     * com.redis:testcontainers-redis} for Redis, {@code org.testcontainers:testcontainers} for the others.
     *
     * @param name the image with its tag, for example {@code mysql:8.4} or {@code valkey/valkey:8}
     * @return a changed copy
     * @throws IllegalArgumentException if a version was given as well
     */
    public ServerOptions withImage(String name) {
        return new ServerOptions(version, Optional.of(name), port, settings, users, startTimeout, progress);
    }

    /**
     * Fixes the TCP port. Leave it out for a free one: tests that name a port cannot run side by side.
     *
     * @param number from 1 to 65535
     * @return a changed copy
     * @throws IllegalArgumentException if it is out of range
     */
    public ServerOptions withPort(int number) {
        return new ServerOptions(version, image, OptionalInt.of(number), settings, users, startTimeout, progress);
    }

    /**
     * Adds one of the server's own settings, or replaces it: {@code max_connections} for PostgreSQL,
     * {@code maxmemory} for Redis, {@code innodb-lock-wait-timeout} for MariaDB and MySQL.
     *
     * @param name the server's name for it
     * @param value in the server's words, one line
     * @return a changed copy
     * @throws IllegalArgumentException if the name has other than letters, digits, {@code _}, {@code .} and {@code -},
     *     or the value a line break
     */
    public ServerOptions withSetting(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(settings);
        more.put(name, value);
        return new ServerOptions(version, image, port, more, users, startTimeout, progress);
    }

    /**
     * Adds a user who logs in with a password.
     *
     * @param name the user's name, not blank, one line
     * @param password the password, one line
     * @param rights what the user may do, in the server's words: for PostgreSQL, MariaDB and MySQL what stands
     *     between
     *     {@code GRANT} and {@code TO} ({@code pg_monitor}, {@code PROCESS ON *.*}), for Redis ACL rules
     *     ({@code ~*}, {@code +ping}); none means a user who may only log in
     * @return a changed copy
     * @throws IllegalArgumentException if a part is blank or has a line break
     */
    public ServerOptions withUser(String name, String password, String... rights) {
        List<User> more = new ArrayList<>(users);
        more.add(new User(name, password, List.of(rights)));
        return new ServerOptions(version, image, port, settings, more, startTimeout, progress);
    }

    /**
     * Bounds the start.
     *
     * @param limit positive; 5 minutes by default
     * @return a changed copy
     * @throws IllegalArgumentException if it is not positive
     */
    public ServerOptions withStartTimeout(Duration limit) {
        return new ServerOptions(version, image, port, settings, users, limit, progress);
    }

    /**
     * Listens to the steps of a start, for a program that shows a person why it waits.
     *
     * @param listener receives each step in a few words, on the starting thread; must not throw
     * @return a changed copy
     */
    public ServerOptions withProgress(Consumer<String> listener) {
        return new ServerOptions(version, image, port, settings, users, startTimeout, listener);
    }

    /**
     * Passwords live in settings and users: only their names are shown.
     */
    @Override
    public String toString() {
        return "ServerOptions[version=" + version.orElse("newest") + ", image=" + image.orElse("none") + ", port="
                + (port.isPresent() ? port.getAsInt() : "free") + ", settings=" + settings.keySet() + ", users="
                + users + ", startTimeout=" + startTimeout + "]";
    }

    private static void require(Pattern form, String what, String value, String wanted) {
        if (!form.matcher(value).matches()) {
            throw new IllegalArgumentException("'" + what + "' must be " + wanted + " but was '" + value + "'");
        }
    }

    private static void requireOneLine(String what, String value) {
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("'" + what + "' must be one line without control characters");
        }
    }

    /**
     * A user to create besides the administrator. Its {@code toString} leaves the password out.
     *
     * <p>This record is immutable and thread-safe.
     *
     * @param name not blank, one line
     * @param password one line
     * @param rights in the server's words, each one line
     * @since 0.1.0
     */
    public record User(String name, String password, List<String> rights) {

        /**
         * Checks and copies the parts.
         *
         * @param name the user's name
         * @param password the password
         * @param rights in the server's words
         * @throws IllegalArgumentException if the name is blank or a part has a line break
         */
        public User {
            if (name.isBlank()) {
                throw new IllegalArgumentException("'name' of a user must not be blank");
            }
            requireOneLine("name of a user", name);
            requireOneLine("password of " + name, password);
            rights = List.copyOf(rights);
            rights.forEach(right -> requireOneLine("right of " + name, right));
        }

        /** Leaves the password out. */
        @Override
        public String toString() {
            return name + rights;
        }
    }

    /** One instance, so that two default options are equal and may share a server. */
    private enum Silent implements Consumer<String> {
        INSTANCE;

        @Override
        public void accept(String step) {
            // Silence was asked for.
        }
    }
}
