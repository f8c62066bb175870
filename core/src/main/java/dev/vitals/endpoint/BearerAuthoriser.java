package dev.vitals.endpoint;

import dev.vitals.format.Access;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Everything for callers with a token, statuses for others. Keeps and compares digests, all of one length. */
final class BearerAuthoriser implements Authoriser {
    private static final int SHORTEST = 16;
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");
    private static final Pattern HEADER = Pattern.compile("Bearer +(" + TOKEN + ") *", Pattern.CASE_INSENSITIVE);

    private static final Pattern BASIC = Pattern.compile("Basic +([A-Za-z0-9+/]+=*) *", Pattern.CASE_INSENSITIVE);

    private final byte[] expected;

    BearerAuthoriser(String token) {
        if (token.length() < SHORTEST) {
            throw new IllegalArgumentException("'token' must have at least " + SHORTEST + " characters but has "
                    + token.length() + ": openssl rand -hex 32 makes a good one");
        }
        if (!TOKEN.matcher(token).matches()) {
            throw new IllegalArgumentException("'token' must consist of letters, digits and any of - . _ ~ + /, with"
                    + " = at its end only: a header cannot carry other characters safely");
        }
        this.expected = digest(token);
    }

    @Override
    public Access access(Caller caller) {
        return caller.header("Authorization").filter(this::isExpected).isPresent() ? Access.OPERATE : Access.STATUS;
    }

    @Override
    public boolean isImmediate() {
        return true;
    }

    @Override
    public Optional<String> challenge() {
        return Optional.of("Basic realm=\"health operators\", charset=\"UTF-8\"");
    }

    private boolean isExpected(String header) {
        Matcher bearer = HEADER.matcher(header);
        Matcher basic = BASIC.matcher(header);
        return (bearer.matches() && MessageDigest.isEqual(expected, digest(bearer.group(1))))
                || (basic.matches() && MessageDigest.isEqual(expected, digest(password(basic.group(1)))));
    }

    /** What a browser sends: any name, a colon and the token. */
    private static String password(String encoded) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            return pair.substring(pair.indexOf(':') + 1);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
