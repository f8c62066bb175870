package dev.vitals.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for all rules together, and that each of them is needed. */
class RedactionPropertiesTest {
    private static final StandardRedactor REDACTOR = new StandardRedactor();
    private static final Pattern SECRET = Pattern.compile("«(.*?)»", Pattern.DOTALL);
    private static final JsonMapper JSON = new JsonMapper();

    static Stream<String> escaped() {
        return RedactionCorpus.escaped();
    }

    static Stream<String> secretsThatStay() {
        return RedactionCorpus.secretsThatStay();
    }

    static Stream<String> wordsThatGo() {
        return RedactionCorpus.wordsThatGo();
    }

    static IntStream rules() {
        return IntStream.range(0, RedactionRules.ALL.size());
    }

    private static String unmarked(String line) {
        return line.replace("«", "").replace("»", "");
    }

    private static String marked(String line, String mask) {
        return SECRET.matcher(line).replaceAll(Matcher.quoteReplacement(mask));
    }

    /** Without any one of the rules, some line of the corpus comes out otherwise. */
    @ParameterizedTest
    @MethodSource("rules")
    void each_rule_is_needed(int without) {
        List<RedactionRule> others = new ArrayList<>(RedactionRules.ALL);
        others.remove(without);
        StandardRedactor crippled = new StandardRedactor(others);

        assertThat(Stream.concat(RedactionCorpus.leaks(), RedactionCorpus.literals()))
                .as("rule %d: %s", without, RedactionRules.ALL.get(without))
                .anyMatch(line -> {
                    String text = unmarked(line);
                    return !crippled.redact(text).equals(REDACTOR.redact(text));
                });
    }

    @ParameterizedTest
    @MethodSource("escaped")
    void what_is_escaped_is_seen_through(String line) {
        String once = REDACTOR.redact(line);

        assertThat(once).doesNotContain("hunter2").contains("[redacted]");
        assertThat(REDACTOR.redact(once)).isEqualTo(once);
    }

    /** As the documents say. */
    @ParameterizedTest
    @MethodSource("secretsThatStay")
    void a_secret_that_only_its_meaning_gives_away_stays(String line) {
        assertThat(REDACTOR.redact(unmarked(line))).isEqualTo(unmarked(line));
    }

    @ParameterizedTest
    @MethodSource("wordsThatGo")
    void a_word_in_the_place_of_a_secret_goes(String line) {
        assertThat(REDACTOR.redact(unmarked(line))).isIn(marked(line, "[redacted]"), marked(line, "?"));
    }

    /** JSON in a text of JSON, and so on: the value goes at each depth, and the text can still be taken apart. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "kanari",
                "kan\"ari",
                "kan\\ari",
                "kan'ari",
                "kan,ari:x",
                "kan\nari",
                "kan{ari}",
                "kan ari",
                "https://kan:ari@host/",
                "é kanari"
            })
    void json_in_json_loses_its_secret_and_no_more(String secret) throws JsonProcessingException {
        String text = JSON.writeValueAsString(Map.of("password", secret));
        for (int depth = 1; depth <= 4; depth++) {
            String redacted = REDACTOR.redact(text);
            assertThat(redacted).doesNotContain("kan").doesNotContain("ari");
            assertThat(innermost(redacted, depth)).isEqualTo(JSON.readTree("{\"password\":\"[redacted]\"}"));
            text = JSON.writeValueAsString(Map.of("body", text));
        }
    }

    private static JsonNode innermost(String text, int depth) throws JsonProcessingException {
        JsonNode node = JSON.readTree(text);
        for (int i = 1; i < depth; i++) {
            node = JSON.readTree(node.get("body").textValue());
        }
        return node;
    }

    /** A random secret under a random name behind a random sign, in random company. */
    @Test
    void a_named_secret_goes_whatever_it_is_and_wherever_it_stands() {
        List<String> names = List.of(
                "password",
                "db.password",
                "DB_PASSWORD",
                "apiKey",
                "client_secret",
                "access-token",
                "storePass",
                "pwd");
        List<String> signs = List.of("=", ": ", " = ", ":", "=>", "\":\"", "\\\":\\\"", "='");
        List<String> before = List.of("", "user=app ", "user=app,", "GET /?a=b&", "{\"", "[", "(", "2026-01-01 INFO ");
        List<String> after = List.of("", " x=1", "\n", "&a=b", "\"", ", retries=3", "\\\",", ";");
        String letters = "abcXYZ0189-_.!#%+/~^";
        Random random = new Random(17);
        for (int i = 0; i < 5_000; i++) {
            StringBuilder secret = new StringBuilder("kanari");
            for (int j = random.nextInt(20); j > 0; j--) {
                secret.append(letters.charAt(random.nextInt(letters.length())));
            }
            String text = any(before, random)
                    + any(names, random)
                    + any(signs, random)
                    + secret.append("ende")
                    + any(after, random);
            String redacted = REDACTOR.redact(text);
            assertThat(redacted).as(text).doesNotContain("kanari").doesNotContain("ende");
            assertThat(REDACTOR.redact(redacted)).as(text).isEqualTo(redacted);
        }
    }

    private static String any(List<String> texts, Random random) {
        return texts.get(random.nextInt(texts.size()));
    }

    /** What takes out a secret on one line leaves the lines around it, so that line numbers and logs stay in step. */
    @Test
    void lines_around_a_secret_on_one_line_stay() {
        RedactionCorpus.leaks().filter(line -> !line.contains("\n")).forEach(line -> {
            String redacted = REDACTOR.redact("before\n" + unmarked(line) + "\nafter\nend");
            boolean open = !redacted.endsWith("\nafter\nend");
            assertThat(redacted).startsWith("before\n");
            assertThat(open && !mayBeOpen(line)).as(line).isFalse();
        });
    }

    /** A quote or bracket that never closes, or the first line of a key, takes what follows, since it may belong to it. */
    private static boolean mayBeOpen(String line) {
        return line.contains("(hunter2]")
                || line.contains("-----BEGIN")
                || line.contains("no end")
                || line.contains("cut…")
                || line.contains("'»");
    }

    @Test
    void a_mebibyte_is_read_no_further_than_sixteen_kibibytes() {
        CountedRule rule = new CountedRule();
        StandardRedactor counting = new StandardRedactor(List.of(RedactionRule.of("a", rule::apply)));

        counting.redact("a=b@c:d//'\"".repeat(1 << 17));

        assertThat(rule.longest).isLessThanOrEqualTo(StandardRedactor.LIMIT);
        assertThat(rule.calls).isLessThanOrEqualTo(2);
    }

    private static final class CountedRule {
        private int longest;
        private int calls;

        private String apply(String text) {
            longest = Math.max(longest, text.length());
            calls++;
            return text;
        }
    }
}
