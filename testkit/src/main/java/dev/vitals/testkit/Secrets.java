package dev.vitals.testkit;

import dev.vitals.testkit.options.ServerOptions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The passwords of a test server: made at random, and known, so that they can be kept out of messages. */
final class Secrets {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern SECRET_SETTING = Pattern.compile("(?i).*(password|passphrase|pass|auth|secret)");

    private Secrets() {}

    static String random() {
        var bytes = new byte[12];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Every secret a server started like this knows. */
    static List<String> of(ServerOptions options, String... more) {
        List<String> secrets = new ArrayList<>(List.of(more));
        options.users().forEach(user -> secrets.add(user.password()));
        for (Map.Entry<String, String> setting : options.settings().entrySet()) {
            if (SECRET_SETTING.matcher(setting.getKey()).matches()) {
                secrets.add(setting.getValue());
            }
        }
        return secrets;
    }
}
