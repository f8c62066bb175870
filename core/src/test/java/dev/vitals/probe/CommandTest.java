package dev.vitals.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTest {
    private static String mask(String text) {
        return text.replace("hunter2", "[redacted]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/data", "two  spaces", "it's", "$(reboot)", "`id`", "a\nb", "-rf", "", "*", "\\"})
    void a_shell_takes_an_argument_as_it_is(String argument) throws Exception {
        Process shell = new ProcessBuilder(
                        "sh", "-c", Command.shell("printf %s {}", argument).text())
                .start();

        assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(argument);
    }

    @Test
    void sql_names_and_literals_are_quoted_as_the_language_wants() {
        assertThat(Command.sql("DROP ROLE {}", Argument.identifier("a\"b  c")).text())
                .isEqualTo("DROP ROLE \"a\"\"b  c\"");
        assertThat(Command.sql("COMMIT PREPARED {}", Argument.literal("it's")).text())
                .isEqualTo("COMMIT PREPARED 'it''s'");
        assertThat(Command.sql("COMMIT PREPARED {}", Argument.literal("a\\'b")).text())
                .isEqualTo("COMMIT PREPARED E'a\\\\''b'");
        assertThat(Command.sql("KILL {}", 7).text()).isEqualTo("KILL 7");
        assertThat(Command.sql("DROP TABLE {}", Argument.mysqlIdentifier("a`b")).text())
                .isEqualTo("DROP TABLE `a``b`");
    }

    @Test
    void sql_is_not_left_to_guess_how_a_text_is_quoted() {
        assertThatThrownBy(() -> Command.sql("DROP ROLE {}", "shop"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("DROP ROLE {}");
    }

    @Test
    void words_and_arguments_have_to_agree() {
        assertThatThrownBy(() -> Command.shell("umount {}")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Phrase.of("no place", "argument"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 places but 1 arguments");
    }

    @Test
    void only_arguments_are_redacted() {
        Remedy remedy = Remedy.words("hunter2 is our word, {} is not", "hunter2")
                .run(Command.shell("redis-cli --askpass hunter2 -h {}", "cache"));

        Remedy shown = remedy.redacted(CommandTest::mask);

        assertThat(shown.advice()).isEqualTo("hunter2 is our word, [redacted] is not");
        assertThat(shown.command()).hasValue("redis-cli --askpass hunter2 -h cache");
    }

    @Test
    void a_text_that_anything_may_have_been_put_into_is_redacted_as_a_whole() {
        assertThat(Remedy.of("log in with hunter2").redacted(CommandTest::mask).advice())
                .isEqualTo("log in with [redacted]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/data/hunter2", "line\nbreak", "turned\u202Etext", "no\u200Bwidth"})
    void a_command_with_a_name_that_cannot_be_shown_exactly_is_left_out(String name) {
        Remedy remedy = Remedy.words("remove it").run(Command.shell("rm {}", name));

        assertThat(remedy.redacted(CommandTest::mask).command()).isEmpty();
        assertThat(remedy.redacted(CommandTest::mask).advice()).isEqualTo("remove it");
    }

    @Test
    void a_place_in_an_argument_is_not_filled() {
        assertThat(Phrase.of("{} and {}", "{}", "b").text()).isEqualTo("{} and b");
    }
}
