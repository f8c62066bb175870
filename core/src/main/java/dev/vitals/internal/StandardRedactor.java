package dev.vitals.internal;

import dev.vitals.spi.Redactor;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Masks credentials wherever they commonly stand in free text. Bounded: looks at the first 16 KiB of a text and drops
 * the rest, and every pattern has bounded repeats. A text that cannot be redacted is dropped whole.
 */
public final class StandardRedactor implements Redactor {
    private static final int LIMIT = 16 * 1024;
    private static final String MASK = "[redacted]";

    private static final String SECRET_KEY =
            "[\\w.\\-]{0,40}?(?:password|passwd|passphrase|pwd|secret|token|api[_\\-.]?key"
                    + "|access[_\\-.]?key|private[_\\-.]?key|client[_\\-.]?secret|credentials?|authorization|cookie|session[_\\-.]?id"
                    + "|jsessionid|signature|otp)[\\w.\\-]{0,20}";

    private record Rule(Pattern pattern, String replacement) {
        Rule(String regex, String replacement) {
            this(Pattern.compile(regex, Pattern.CASE_INSENSITIVE), replacement);
        }

        String apply(String text) {
            return pattern.matcher(text).replaceAll(replacement);
        }
    }

    private static final List<Rule> RULES = List.of(
            new Rule("-----BEGIN [A-Z ]{1,40}-----[\\s\\S]{0,16000}?(?:-----END [A-Z ]{1,40}-----|$)", MASK),
            new Rule(
                    "\\b(authorization|proxy-authorization|cookie|set-cookie|x-api-key)(\\s{0,4}[:=]\\s{0,4})[^\\r\\n]{1,4000}",
                    "$1$2" + MASK),
            new Rule("\\b(bearer|basic|digest)\\s{1,4}[A-Za-z0-9+/=._~\\-]{6,4000}", "$1 " + MASK),
            // user:password@host, greedy to the last @ before a space or quote: a password may hold any of : / @
            new Rule("\\b([a-z][a-z0-9+.\\-]{1,30}://)[^\\s\"'<>]{0,500}@(?=[^\\s@]{1,300})", "$1" + MASK + "@"),
            new Rule("\\b(jdbc:oracle:[a-z]{1,10}:)[^\\s/@]{1,100}/[^\\s@]{1,200}@", "$1" + MASK + "@"),
            // "key":"value", also escaped, as JSON inside JSON
            new Rule(
                    "(\\\\{0,3}[\"']" + SECRET_KEY
                            + "\\\\{0,3}[\"']\\s{0,4}[:=]\\s{0,4})(\\\\{0,3}[\"'])(?:(?!\\2).){0,2000}\\2",
                    "$1$2" + MASK + "$2"),
            new Rule("(\\b" + SECRET_KEY + "\\s{0,4}[=:]\\s{0,4})([\"'])(?:(?!\\2).){0,2000}\\2", "$1$2" + MASK + "$2"),
            new Rule("(\\b" + SECRET_KEY + "\\s{0,4}=\\s{0,4})[^\\s\"',;&)\\]}]{1,2000}", "$1" + MASK),
            new Rule("(\\b" + SECRET_KEY + ":\\s{0,4})(?!\\s|\\[redacted\\])[^\\s\"',;&)\\]}]{3,2000}", "$1" + MASK),
            new Rule("(--" + SECRET_KEY + ")\\s{1,4}[^\\s\\-][^\\s]{0,2000}", "$1 " + MASK),
            new Rule("\\beyJ[A-Za-z0-9_\\-]{8,2000}\\.[A-Za-z0-9_\\-]{2,4000}\\.[A-Za-z0-9_\\-]{0,2000}", MASK),
            new Rule(
                    "\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b|\\bgh[pousr]_[A-Za-z0-9]{20,255}|\\bgithub_pat_[A-Za-z0-9_]{20,255}"
                            + "|\\bglpat-[A-Za-z0-9_\\-]{15,255}|\\bxox[abprs]-[A-Za-z0-9\\-]{8,255}|\\bsk_live_[A-Za-z0-9]{8,255}"
                            + "|\\bAIza[A-Za-z0-9_\\-]{30,60}|\\bhvs\\.[A-Za-z0-9_\\-]{10,255}",
                    MASK),
            // what servers quote of the rows they refuse
            new Rule("(\\bKey \\([^)]{1,500}\\)=\\()[^)]{0,2000}\\)", "$1" + MASK + ")"),
            new Rule("(\\bDuplicate entry ')[^']{0,2000}'", "$1" + MASK + "'"));

    @Override
    public String redact(String text) {
        try {
            String bounded = text.length() <= LIMIT ? text : text.substring(0, LIMIT) + "…";
            return couldHoldSecret(bounded) ? applyAll(bounded) : bounded;
        } catch (RuntimeException | StackOverflowError e) {
            return "[could not be redacted: " + text.length() + " characters dropped]";
        }
    }

    private static String applyAll(String text) {
        String redacted = text;
        for (Rule rule : RULES) {
            redacted = rule.apply(redacted);
        }
        return redacted;
    }

    private static final Pattern HINT = Pattern.compile(
            "://|pass|pwd|secret|token|key|cred|auth|cookie|session|signature|otp|bearer|basic|digest|eyJ|AKIA|ASIA|gh[pousr]_"
                    + "|github_pat|glpat|xox|sk_live|AIza|hvs\\.|BEGIN|Duplicate|jdbc:oracle",
            Pattern.CASE_INSENSITIVE);

    /** Most texts hold nothing of interest, and one pass finds that out. */
    private static boolean couldHoldSecret(String text) {
        Matcher hint = HINT.matcher(text);
        return hint.find();
    }
}
