package dev.vitals.spring.internal.web;

import dev.vitals.endpoint.Authoriser;
import dev.vitals.format.Access;
import dev.vitals.spring.internal.settings.Properties;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Where the plain endpoint is, and who may see what there.
 *
 * @param path what its paths start with
 * @param authoriser the one that a token makes; empty without a token
 */
public record EndpointSettings(String path, Optional<Authoriser> authoriser) {
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+");

    /** Reads them; what is wrong with them is a fault of the properties. */
    public static EndpointSettings read(Properties properties) {
        properties.read("endpoint.enabled", Boolean.class);
        properties.read("actuator.replace-indicators", Boolean.class);
        String path = properties.read("endpoint.path", String.class).orElse("/health");
        if (!PATH.matcher(path).matches()) {
            properties.fault("endpoint.path", "must look like /health: a leading slash and no trailing one");
        }
        return new EndpointSettings(path, token(properties));
    }

    private static Optional<Authoriser> token(Properties properties) {
        return properties.read("endpoint.token", String.class).flatMap(token -> {
            try {
                return Optional.of(Authoriser.bearer(token));
            } catch (IllegalArgumentException refused) {
                properties.fault("endpoint.token", String.valueOf(refused.getMessage()));
                return Optional.empty();
            }
        });
    }

    /**
     * Returns who decides when the application does not. Where the server takes the caller's address from a header, as it
     * does by itself on a cloud platform, an address proves nothing, and everyone sees the status alone. Tomcat does so, too,
     * when either header has a name.
     */
    public static Authoriser standard(Environment environment) {
        String strategy = environment.getProperty("server.forward-headers-strategy");
        boolean forwarded =
                strategy == null ? CloudPlatform.getActive(environment) != null : !strategy.equalsIgnoreCase("none");
        boolean named = Stream.of("remote-ip-header", "protocol-header")
                .anyMatch(header -> StringUtils.hasText(environment.getProperty("server.tomcat.remoteip." + header)));
        return forwarded || named ? Authoriser.always(Access.STATUS) : Authoriser.loopback();
    }
}
