package dev.vitals.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitals.format.Access;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BearerAuthoriserTest {
    private static final String TOKEN = "k3Yq-0123456789._~+/==";

    private final Authoriser authoriser = Authoriser.bearer(TOKEN);

    @ParameterizedTest
    @ValueSource(strings = {"Bearer " + TOKEN, "bearer " + TOKEN, "BEARER   " + TOKEN + " "})
    void a_caller_with_the_token_may_do_everything(String header) {
        assertThat(access(header)).isEqualTo(Access.OPERATE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                TOKEN,
                "Basic " + TOKEN,
                "Bearer k3yq-0123456789._~+/==",
                "Bearer k3Yq-0123456789._~+/=",
                "Bearer " + TOKEN + TOKEN,
                "Bearer x" + TOKEN,
                "Bearer " + TOKEN + ", Bearer x",
                "Bearer \u001b[2J\uD800"
            })
    void any_other_header_shows_statuses(String header) {
        assertThat(access(header)).isEqualTo(Access.STATUS);
    }

    @Test
    void no_header_shows_statuses_also_on_this_host() {
        assertThat(authoriser.access(new Caller(Optional.empty(), Map.of()))).isEqualTo(Access.STATUS);
    }

    @Test
    void a_token_too_short_to_be_secret_is_refused_without_repeating_it() {
        assertThatThrownBy(() -> Authoriser.bearer("hunter2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'token' must have at least 16 characters but has 7")
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"sixteen long but spaces", "umlauts-äöü-umlauts", "line\nbreak-line-break", "a=b=c=d=e=f=g=h=i"})
    void a_token_that_no_header_carries_is_refused_without_repeating_it(String token) {
        assertThatThrownBy(() -> Authoriser.bearer(token))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'token' must consist of letters, digits")
                .hasMessageNotContaining(token);
    }

    @Test
    void it_does_not_print_its_token() {
        assertThat(authoriser.toString()).doesNotContain(TOKEN);
    }

    private Access access(String header) {
        return authoriser.access(new Caller(Optional.empty(), Map.of("authorization", List.of(header))));
    }
}
