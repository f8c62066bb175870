package dev.vitals.spi;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Says that a finding of one kind explains findings of another.
 *
 * <p>A kind is a cause code such as {@code pool.exhausted}, or a family of them such as {@code locks.*}. Only a check that
 * is degraded or down explains another.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param cause the kind of finding at the root
 * @param effect the kind of finding that follows from it
 * @param where which pairs of checks it is about
 * @param words the rule in words, printed when it fires, such as {@code a full disk explains a database that refuses
 *     writes}; not blank
 * @since 0.1.0
 */
public record CauseLink(String cause, String effect, Where where, String words) {
    private static final Pattern SHAPE = Pattern.compile("[a-z0-9_-]+(\\.[a-z0-9_-]+)*(\\.\\*)?");

    /**
     * Checks the kinds and the words.
     *
     * @throws IllegalArgumentException if {@code cause} or {@code effect} is neither a cause code nor a family, or
     *     {@code words} is blank
     */
    public CauseLink {
        requireKind("cause", cause);
        requireKind("effect", effect);
        Objects.requireNonNull(where, "where");
        if (Objects.requireNonNull(words, "words").isBlank()) {
            throw new IllegalArgumentException("'words' must not be blank");
        }
    }

    /**
     * Returns a rule about checks of the same resource.
     *
     * @param cause the kind of finding at the root
     * @param effect the kind of finding that follows from it
     * @param words the rule in words; not blank
     * @return the rule
     * @throws IllegalArgumentException if a parameter is not as described
     */
    public static CauseLink sameResource(String cause, String effect, String words) {
        return new CauseLink(cause, effect, Where.SAME_RESOURCE, words);
    }

    /**
     * Returns a rule about this machine and what runs on it.
     *
     * @param cause the kind of finding at the root
     * @param effect the kind of finding that follows from it
     * @param words the rule in words; not blank
     * @return the rule
     * @throws IllegalArgumentException if a parameter is not as described
     */
    public static CauseLink sameHost(String cause, String effect, String words) {
        return new CauseLink(cause, effect, Where.SAME_HOST, words);
    }

    /**
     * Returns a rule about any two checks. Among several causes, one of the same resource goes first.
     *
     * @param cause the kind of finding at the root
     * @param effect the kind of finding that follows from it
     * @param words the rule in words; not blank
     * @return the rule
     * @throws IllegalArgumentException if a parameter is not as described
     */
    public static CauseLink anywhere(String cause, String effect, String words) {
        return new CauseLink(cause, effect, Where.ANYWHERE, words);
    }

    /**
     * Returns whether a finding with a cause code can be at the root.
     *
     * @param code the cause code
     * @return whether {@link #cause} is that code or its family
     */
    public boolean startsFrom(String code) {
        return matches(cause, Objects.requireNonNull(code, "code"));
    }

    /**
     * Returns whether a finding with a cause code can follow.
     *
     * @param code the cause code
     * @return whether {@link #effect} is that code or its family
     */
    public boolean leadsTo(String code) {
        return matches(effect, Objects.requireNonNull(code, "code"));
    }

    private static boolean matches(String kind, String code) {
        return kind.endsWith(".*") ? code.startsWith(kind.substring(0, kind.length() - 1)) : code.equals(kind);
    }

    private static void requireKind(String parameter, String kind) {
        if (!SHAPE.matcher(Objects.requireNonNull(kind, parameter)).matches()) {
            throw new IllegalArgumentException("'" + parameter + "' must be a cause code such as 'pool.exhausted' or a"
                    + " family such as 'pool.*' but was '" + kind + "'");
        }
    }

    /**
     * Which pairs of checks a rule is about.
     *
     * @since 0.1.0
     */
    public enum Where {
        /** Both checks name the same resource in their policy. */
        SAME_RESOURCE,
        /**
         * The cause is found by a check of {@link dev.vitals.probe.Scope#LOCAL}, the effect by another such, or it is about an endpoint at
         * an address of this very machine: {@code localhost}, {@code 127.…} or {@code ::1}.
         */
        SAME_HOST,
        /** Any two checks. */
        ANYWHERE
    }
}
