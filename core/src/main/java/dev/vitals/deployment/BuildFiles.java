package dev.vitals.deployment;

import dev.vitals.report.Build;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.security.CodeSource;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads what build tools leave beside an application's classes. */
final class BuildFiles {
    private static final int LARGEST = 64 * 1024;
    private static final Pattern COMMIT = Pattern.compile("[0-9a-fA-F]{7,64}");

    /** As in {@code 2026-11-20T10:00:00Z} and {@code 2026-11-20T10:00:00+0100}. */
    private static final List<DateTimeFormatter> TIMES = List.of(
            DateTimeFormatter.ISO_OFFSET_DATE_TIME,
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssZ", Locale.ROOT),
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss Z", Locale.ROOT));

    private BuildFiles() {}

    static Build beside(Class<?> application) {
        Properties info = read(application, "META-INF/build-info.properties");
        Properties git = read(application, "git.properties");
        Package its = application.getPackage();
        return new Build(
                value(info, "build.version")
                        .or(() -> value(git, "git.build.version"))
                        .or(() -> Optional.ofNullable(its == null ? null : its.getImplementationVersion())),
                Stream.of("git.commit.id.full", "git.commit.id", "git.commit.id.abbrev")
                        .flatMap(key -> value(git, key).stream())
                        .filter(commit -> COMMIT.matcher(commit).matches())
                        .findFirst(),
                value(info, "build.time").or(() -> value(git, "git.build.time")).flatMap(BuildFiles::time));
    }

    private static Optional<String> value(Properties properties, String key) {
        return Optional.ofNullable(properties.getProperty(key)).filter(text -> !text.isBlank());
    }

    private static Optional<Instant> time(String text) {
        for (DateTimeFormatter format : TIMES) {
            try {
                return Optional.of(format.parse(text, Instant::from));
            } catch (DateTimeException another) {
                // The next format.
            }
        }
        return Optional.empty();
    }

    private static Properties read(Class<?> application, String name) {
        Properties properties = new Properties();
        try {
            Optional<URL> own = own(application, name);
            if (own.isPresent()) {
                properties.load(new ByteArrayInputStream(bytes(own.get())));
            }
        } catch (IOException | RuntimeException unreadable) {
            properties.clear();
        }
        return properties;
    }

    private static byte[] bytes(URL url) throws IOException {
        URLConnection connection = url.openConnection();
        connection.setUseCaches(false); // or the jar would stay open
        try (InputStream in = connection.getInputStream()) {
            return in.readNBytes(LARGEST);
        }
    }

    /** The one of the jar or directory that the class is from; else one that lies in a directory, as in development. */
    private static Optional<URL> own(Class<?> application, String name) throws IOException {
        ClassLoader loader = application.getClassLoader();
        CodeSource source = application.getProtectionDomain().getCodeSource();
        if (loader == null || source == null || source.getLocation() == null) {
            return Optional.empty();
        }
        String place = source.getLocation().toString();
        List<URL> all = Collections.list(loader.getResources(name));
        return all.stream()
                .filter(url -> url.toString().contains(place))
                .findFirst()
                .or(() -> all.stream()
                        .filter(url -> url.getProtocol().equals("file"))
                        .findFirst());
    }
}
