package dev.vitals.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StandardRedactorTest {
    private static final int TRIES = 50;

    private static final StandardRedactor REDACTOR = new StandardRedactor();

    /** A secret in a line of the corpus; what stands around it is what gives it away. */
    private static final Pattern SECRET = Pattern.compile("«(.*?)»", Pattern.DOTALL);

    static Stream<String> leaks() {
        return RedactionCorpus.leaks();
    }

    static Stream<String> literals() {
        return RedactionCorpus.literals();
    }

    static Stream<String> harmless() {
        return RedactionCorpus.harmless();
    }

    private static String unmarked(String line) {
        return line.replace("«", "").replace("»", "");
    }

    @ParameterizedTest
    @MethodSource("leaks")
    void a_secret_goes_whole_and_what_stands_around_it_stays(String line) {
        assertThat(SECRET.matcher(line).find()).isTrue();
        assertThat(REDACTOR.redact(unmarked(line))).isEqualTo(marked(line, "[redacted]"));
    }

    @ParameterizedTest
    @MethodSource("literals")
    void the_literals_of_a_statement_go_and_its_shape_stays(String line) {
        assertThat(SECRET.matcher(line).find()).isTrue();
        assertThat(REDACTOR.redact(unmarked(line))).isEqualTo(marked(line, "?"));
    }

    private static String marked(String line, String mask) {
        return SECRET.matcher(line).replaceAll(Matcher.quoteReplacement(mask));
    }

    @ParameterizedTest
    @MethodSource("harmless")
    void what_is_no_secret_stays_as_it_is(String line) {
        assertThat(REDACTOR.redact(line)).isEqualTo(line);
    }

    @ParameterizedTest
    @MethodSource({"leaks", "literals", "harmless"})
    void redacting_twice_is_redacting_once(String line) {
        String once = REDACTOR.redact(unmarked(line));

        assertThat(REDACTOR.redact(once)).isEqualTo(once);
    }

    @ParameterizedTest
    @MethodSource("leaks")
    void a_secret_in_the_middle_of_other_text_is_found_as_well(String line) {
        String inside = "2026-01-01 ERROR [main] c.e.Orders - cannot start (attempt 3): " + unmarked(line);

        Matcher secret = SECRET.matcher(line);
        while (secret.find()) {
            assertThat(REDACTOR.redact(inside)).doesNotContain(secret.group(1));
        }
    }

    /** Random lines glued together, so that the rules meet each other's work. */
    @Test
    void redacting_twice_is_redacting_once_for_any_mixture() {
        List<String> lines = Stream.of(leaks(), literals(), harmless())
                .flatMap(corpus -> corpus)
                .map(StandardRedactorTest::unmarked)
                .toList();
        List<String> glue = List.of(" ", "\n", ",", ";", "", "&", "'", "\"", "=", ": ");
        Random random = new Random(11);
        for (int i = 0; i < 5_000; i++) {
            StringBuilder mixture = new StringBuilder();
            for (int part = 0; part < 1 + random.nextInt(4); part++) {
                mixture.append(lines.get(random.nextInt(lines.size()))).append(glue.get(random.nextInt(glue.size())));
            }
            String once = REDACTOR.redact(mixture.toString());
            assertThat(REDACTOR.redact(once)).as(mixture.toString()).isEqualTo(once);
        }
    }

    /** Wherever a server or the limit cuts a text, what is left of the secret is masked or gone. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://app:«hunter2secret»@db",
                "password='«hunter2secret»'",
                "{\"password\":\"«hunter2secret»\"}",
                "{\\\"password\\\":\\\"«hunter2secret»\\\"}",
                "Authorization: Bearer «hunter2secret»",
                "<password>«hunter2secret»</password>",
                "-----BEGIN PRIVATE KEY-----\n«hunter2secret»\n-----END PRIVATE KEY-----",
                "jdbc:oracle:thin:scott/«hunter2secret»@db",
                "Key (email)=(«hunter2secret») already exists",
                "select a from b where c = '«hunter2secret»'"
            })
    void a_text_cut_anywhere_gives_no_part_of_a_secret_away(String line) {
        String text = unmarked(line);
        int end = text.indexOf("secret") + "secret".length();
        for (int cut = 1; cut <= end; cut++) {
            assertThat(REDACTOR.redact(text.substring(0, cut))).doesNotContain("hunt");
            String atTheLimit = " ".repeat(StandardRedactor.LIMIT - cut) + text;
            assertThat(REDACTOR.redact(atTheLimit)).doesNotContain("hunt");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pass\u200Bword=hunter2",
                "\uFF50\uFF41\uFF53\uFF53\uFF57\uFF4F\uFF52\uFF44=hunter2",
                "p\u00ADassword\uFF1Ahunter2",
                "api\u200D_key: hunter2"
            })
    void a_name_in_letters_that_only_look_different_is_known(String line) {
        assertThat(REDACTOR.redact(line)).doesNotContain("hunter2").contains("[redacted]");
    }

    @Test
    void a_million_characters_on_one_line_are_cut_to_what_is_read_visibly() {
        String redacted = REDACTOR.redact("plain words ".repeat(90_000));

        assertThat(redacted).hasSizeLessThanOrEqualTo(StandardRedactor.LIMIT).endsWith("words…");
        assertThat(REDACTOR.redact("x".repeat(1_000_000))).hasSizeLessThan(StandardRedactor.LIMIT);
    }

    @Test
    void a_cut_spares_no_part_of_a_word_or_a_mask() {
        assertThat(StandardRedactor.cut("x".repeat(72) + " seven89 ", 81)).isEqualTo("x".repeat(72) + " seven89 ");
        assertThat(StandardRedactor.cut("x".repeat(72) + " seven89 9", 80)).isEqualTo("x".repeat(72) + "…");
        assertThat(StandardRedactor.cut("x".repeat(81), 80)).isEqualTo("x".repeat(70) + "…");
        assertThat(StandardRedactor.cut("x".repeat(64) + "[redacted]" + "y".repeat(99), 80))
                .isEqualTo("x".repeat(64) + "…");
        assertThat(StandardRedactor.cut("x".repeat(60) + "[redacted]" + "y".repeat(99), 80))
                .isEqualTo("x".repeat(60) + "[redacted]…");
    }

    @Test
    void masks_may_not_make_a_text_longer_than_the_limit() {
        String redacted = REDACTOR.redact("pwd=a;".repeat(2_700));

        assertThat(redacted).hasSizeLessThanOrEqualTo(StandardRedactor.LIMIT).doesNotContain("=a");
        assertThat(REDACTOR.redact(redacted)).isEqualTo(redacted);
    }

    @Test
    void lone_surrogates_and_control_characters_are_nothing_special() {
        assertThat(REDACTOR.redact("\ud83d password=hun\udc00ter2 \u0000 \udc00"))
                .isEqualTo("\ud83d password=[redacted] \u0000 \udc00");
    }

    @Test
    void random_bytes_do_not_make_it_fail() {
        Random random = new Random(5);
        String alphabet = "ab:=/@'\"\\<>[]{}()$%-.,;&? \n\t0\ud83d\udc00é";
        List<String> words =
                List.of("password", "eyJ", "://", "Bearer ", "select ", " from ", "-----BEGIN A-----", "<", "key");
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(40); j >= 0; j--) {
                if (random.nextInt(5) == 0) {
                    text.append(words.get(random.nextInt(words.size())));
                } else {
                    text.append(alphabet.charAt(random.nextInt(alphabet.length())));
                }
            }
            assertThat(REDACTOR.redact(text.toString())).doesNotContain("could not be redacted");
        }
    }

    /**
     * Texts made to send a careless pattern back and forth. Twice the text may take some more than twice the time, since
     * repeats have bounds of their own; a pattern that has none takes many times as long.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a.",
                "a:",
                "a=",
                "a@",
                "a:b@",
                "a://",
                "a://b:@",
                "a://b:c",
                "//",
                "<a ",
                "<a>",
                "<password>",
                "<a b=\"",
                "token=\"",
                "token=[",
                "password",
                "password ",
                "password:",
                "\\",
                "\\\"password\\\":",
                "\"",
                "'",
                "''",
                "$a$",
                "eyJ",
                "eyJ.",
                "-----BEGIN A-----",
                "select ",
                "select a from ",
                "insert into ",
                "Key (",
                "Key (a)=(",
                "name: ",
                "name: x ",
                "name: value ",
                "grant user ",
                "identified by ",
                "bearer ",
                "sqlplus a/",
                "mysql -p",
                "curl x ",
                "redis-cli ",
                "docker login ",
                "ldapx ",
                "user a on ",
                "setuser a >b ",
                "user a on >",
                "password is a1 ",
                "token aaaaa",
                "identified replace ",
                "identified by 'a' replace ",
                "passphrase: ",
                "password: not ",
                "//a:b@",
                "a/bcd@",
                "AUTH a ",
                "AUTH,",
                "update a a ",
                "update a,",
                "select a(",
                "select a from (",
                "exec a ",
                "/*",
                "-- '",
                "%25",
                "%253D",
                "&amp;",
                "\\u0025",
                "&state=a",
                "basic a",
                "x-api-",
                "x-api-a: ",
                " -a ",
                "--a,",
                "/bot1",
                "1:AA",
                "hooks.",
                "https://a/hooks/",
                "?key=",
                "$2a$10$",
                "{",
                "[",
                "(",
                " ",
                "\t",
                "\n"
            })
    void no_text_makes_it_take_more_than_its_share_of_time(String unit) {
        String full = unit.repeat(StandardRedactor.LIMIT / unit.length());
        String quarter = full.substring(0, full.length() / 4);
        REDACTOR.redact(full);
        long least = Long.MAX_VALUE;
        long fullNanos = Long.MAX_VALUE;
        for (int i = 0; i < TRIES && (i < 2 || fullNanos >= fair(least)); i++) {
            least = Math.min(least, nanos(quarter));
            fullNanos = Math.min(fullNanos, nanos(full));
        }

        assertThat(fullNanos)
                .as("four times the text, against %d ns for it once", least)
                .isLessThan(fair(least));
    }

    private static long fair(long quarterNanos) {
        return 8 * quarterNanos + 20_000_000;
    }

    /** The thread's own time, since this machine may have others to serve. */
    private static long nanos(String text) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        REDACTOR.redact(text);
        return threads.getCurrentThreadCpuTime() - before;
    }
}
