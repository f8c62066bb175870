package dev.vitals.redaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Knows by its name whether something is secret: {@code db.password}, {@code apiKey} and {@code CLIENT_SECRET} are,
 * {@code primaryKey}, {@code tokenCount} and {@code keyspace} are not.
 */
public final class SecretNames {
    /** Secret wherever they stand in a name, once that is lower case and without separators. */
    private static final Set<String> PARTS = words("""
        password passwd passphrase passcode pwd secret token credential authoriz cookie
        sessionid apikey accesskey privatekey signingkey encryptionkey masterkey accountkey
        sharedkey authkey sshkey masterauth primaryauth webhookur
        passwort kennwort motdepasse wachtwoord contrasena
        authenticationstring clientassertion samlresponse codeverifier mnemonic
        """);

    /** Secret as the last word of a name. */
    private static final Set<String> LAST = words("""
        pass pw auth jwt otp totp pin salt sas sig signature csrf xsrf bearer dsn webhook
        """);

    /** What ends in "pass" is a password, but for these. */
    private static final Set<String> NO_PASSWORDS = words("""
        bypass compass encompass surpass overpass askpass
        """);

    /** A key of these kinds opens nothing. */
    private static final Set<String> HARMLESS_KEYS = words("""
        primary foreign unique duplicate partition sort row index composite natural cache
        redis hash range lock shard cluster clustering routing record event message topic
        group object map lookup property config idempotency public hot big metric label tag
        feature order type super join for of
        stream surrogate business registry bucket dedup deduplication alert translation i18n
        aggregate entity task job document error cause check binding secondary search batch
        """);

    /** A name that ends in one of these says something about a secret, not the secret. */
    private static final Set<String> ABOUT = words("""
        count length size bucket buckets name file filename path dir location url uri
        endpoint host type kind format policy algorithm alg provider manager factory service
        filter encoder decoder validator resolver repository handler generator parser
        exception error errors failure failures expiry expires expired expiration ttl age
        lifetime timeout seconds millis ms at enabled disabled required present missing valid
        invalid index limit max min rate usage used total version status state attempts java
        kt scala groovy class html field column table encryption hashing method mechanism
        plugin mode until ref store authorizer tokenizer
        """);

    /** Passwords and pins may be numbers; a small number of any other secret's name is a count or an id. */
    private static final Pattern MAY_BE_NUMBER = Pattern.compile("(?i).*(?:pass|pwd|pin|otp|secret|code)[^a-z]*");

    private static final Pattern SMALL_NUMBER = Pattern.compile("\\d{1,7}");
    private static final Pattern NO_VALUE =
            Pattern.compile("(?i)|null|none|nil|true|false|yes|no|empty|missing|unset|…|[^\\p{L}\\p{N}]{1,3}|\\*+"
                    + "|\\$\\{[\\w.-]{1,80}}|<(?:[a-z][a-z -]{0,40})?>|scram-sha-\\d{1,3}|sig[a-z]{3,6}|basic|digest|ldap|kerberos|(?:en|dis)abled"
                    + "|\\[(?:hidden|masked|filtered|protected)]|"
                    + "\\[redacted(?::[0-9a-f]{4})?]");
    private static final Pattern CLASS = Pattern.compile("[a-z][\\w$]*(?:\\.[a-z][\\w$]*)*\\.[A-Z][\\w$.]*");
    private static final Pattern BETWEEN_WORDS =
            Pattern.compile("[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=\\d)");

    private SecretNames() {}

    private static Set<String> words(String block) {
        return Set.of(block.strip().split("\\s+", -1));
    }

    public static boolean isSecret(String name) {
        List<String> words = split(name);
        if (words.isEmpty()) {
            return false;
        }
        String last = words.get(words.size() - 1);
        String joined = String.join("", words);
        boolean webhook = joined.contains("webhookur");
        if (ABOUT.contains(last) && !webhook) {
            return false;
        }
        return LAST.contains(last)
                || (last.endsWith("pass") && !NO_PASSWORDS.contains(last))
                || (last.equals("key") && words.size() > 1 && !HARMLESS_KEYS.contains(words.get(words.size() - 2)))
                || PARTS.stream().anyMatch(joined::contains);
    }

    /** Whether a secret's value, or what stands in its place, gives nothing away. */
    public static boolean isHarmless(String name, String value) {
        boolean count = SMALL_NUMBER.matcher(value).matches()
                && !MAY_BE_NUMBER.matcher(name).matches();
        return count || NO_VALUE.matcher(value).matches();
    }

    /** Whether a name is that of a Java class, as at the start of an exception's text. */
    static boolean isClass(String name) {
        return CLASS.matcher(name).matches();
    }

    /** The words of a name, lower case; a number at the end is not one of them. */
    private static List<String> split(String name) {
        List<String> words = new ArrayList<>();
        for (String word : BETWEEN_WORDS.split(name, -1)) {
            if (!word.isEmpty()) {
                words.add(word.toLowerCase(Locale.ROOT));
            }
        }
        while (!words.isEmpty() && Character.isDigit(words.get(words.size() - 1).charAt(0))) {
            words.remove(words.size() - 1);
        }
        return words;
    }
}
