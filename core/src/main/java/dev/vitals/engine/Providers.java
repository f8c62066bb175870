package dev.vitals.engine;

import dev.vitals.probe.Probe;
import dev.vitals.redaction.SecretNames;
import dev.vitals.redaction.StandardRedactor;
import dev.vitals.spi.ProbeProvider;
import dev.vitals.spi.ProbeSettings;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.StreamSupport;

/** Finds the probes that other jars bring. */
public final class Providers {
    private Providers() {}

    /**
     * Makes a probe of a type.
     *
     * @param type the type that exactly one provider declares
     * @param settings for the provider
     * @return the probe
     * @throws IllegalArgumentException if there is no such provider, more than one, one that cannot be loaded, or the
     *     one there is refuses its settings
     */
    public static Probe create(String type, ProbeSettings settings) {
        ProbeProvider provider = only(type);
        try {
            return provider.create(settings);
        } catch (RuntimeException | LinkageError refused) {
            throw new IllegalArgumentException(
                    "probe provider '" + type + "' refused its settings: " + withoutSecrets(refused, settings));
        }
    }

    /** A provider may quote a secret without saying that it is one; the name of its setting shows it. */
    private static String withoutSecrets(Throwable refused, ProbeSettings settings) {
        String message = String.valueOf(refused.getMessage());
        for (Map.Entry<String, String> setting : settings.values().entrySet()) {
            boolean secret = SecretNames.isSecret(setting.getKey())
                    && !setting.getValue().isBlank();
            message = secret ? message.replace(setting.getValue(), StandardRedactor.MASK) : message;
        }
        return message;
    }

    private static ProbeProvider only(String type) {
        List<ProbeProvider> all = load();
        List<ProbeProvider> found =
                all.stream().filter(each -> each.type().equals(type)).toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException("no probe provider of type '" + type + "' was found, only "
                    + all.stream().map(ProbeProvider::type).sorted().toList()
                    + "; is its jar on the class path or module path?");
        }
        if (found.size() > 1) {
            throw new IllegalArgumentException("more than one probe provider is of type '" + type + "': "
                    + found.stream()
                            .map(each -> each.getClass().getName())
                            .sorted()
                            .toList()
                    + "; leave one of their jars out");
        }
        return found.get(0);
    }

    private static List<ProbeProvider> load() {
        try {
            return StreamSupport.stream(ServiceLoader.load(ProbeProvider.class).spliterator(), false)
                    .toList();
        } catch (ServiceConfigurationError | LinkageError broken) {
            throw new IllegalArgumentException("a probe provider could not be loaded: " + broken.getMessage(), broken);
        }
    }
}
