package dev.vitals.dump;

import dev.vitals.redaction.StandardRedactor;
import dev.vitals.spi.Redactor;
import dev.vitals.text.Clean;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Redacts the texts of one bundle. In the place of a secret stands a token, the same for the same secret within the
 * bundle, from a key that is not kept: two places can be seen to hold one secret, and nothing can be tried against it.
 * Thread-safe.
 */
final class BundleRedaction {
    private static final Pattern MASK = Pattern.compile(Pattern.quote(StandardRedactor.MASK));
    private static final int TOKEN_BYTES = 2;

    private final Redactor redactor;
    private final boolean on;
    private final SecretKeySpec key;
    private final LongAdder masked = new LongAdder();
    private final LongAdder failed = new LongAdder();

    BundleRedaction(Redactor redactor, boolean on) {
        this.redactor = redactor;
        this.on = on;
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, "HmacSHA256");
    }

    boolean isOn() {
        return on;
    }

    /** How many values were replaced. */
    long masked() {
        return masked.sum();
    }

    /** How many texts were dropped whole, since they could not be redacted. */
    long failed() {
        return failed.sum();
    }

    /** Returns a text on one line without its secrets; one that cannot be redacted is dropped. */
    String line(String text) {
        return Clean.line(text(text));
    }

    /** Returns a text without its secrets. */
    String text(String text) {
        if (!on) {
            return text;
        }
        try {
            return withTokens(text, redactor.redact(text));
        } catch (RuntimeException | Error broken) {
            failed.increment();
            return "[could not be redacted: " + text.length() + " characters dropped]";
        }
    }

    /** Returns what stands for a value that is secret as a whole. */
    String whole(String value) {
        return on ? token(value) : value;
    }

    /** Finds what each mask stands for; where that cannot be found, masks stay as they are. */
    private String withTokens(String raw, String redacted) {
        if (!redacted.contains(StandardRedactor.MASK)) {
            return redacted;
        }
        String[] pieces = MASK.split(redacted, -1);
        StringBuilder text = new StringBuilder(redacted.length() + 16);
        int at = 0;
        for (int i = 0; i < pieces.length; i++) {
            int start = i == pieces.length - 1 ? raw.length() - pieces[i].length() : raw.indexOf(pieces[i], at);
            boolean fits = start >= at && raw.startsWith(pieces[i], start) && (i > 0 || start == 0);
            if (!fits) {
                masked.add(pieces.length - 1L);
                return redacted;
            }
            if (i > 0) {
                text.append(token(raw.substring(at, start)));
            }
            text.append(pieces[i]);
            at = start + pieces[i].length();
        }
        return text.toString();
    }

    private String token(String secret) {
        if (secret.isEmpty() || secret.equals(StandardRedactor.MASK)) {
            return StandardRedactor.MASK; // was redacted before it came here
        }
        masked.increment();
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            byte[] digest = mac.doFinal(secret.getBytes(StandardCharsets.UTF_8));
            return "[redacted:" + HexFormat.of().formatHex(digest, 0, TOKEN_BYTES) + "]";
        } catch (GeneralSecurityException impossible) {
            return StandardRedactor.MASK;
        }
    }
}
