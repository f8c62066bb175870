package dev.vitals.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Result;
import dev.vitals.probe.Threshold;
import dev.vitals.testkit.ProbeHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers that a healthy Prometheus does not give: those of a half of its stores, and of something else. */
class PrometheusAnswersTest {
    private static final String ONE = "[{\"metric\":{},\"value\":[1,\"1\"]}]";
    private static final String NINE = "[{\"metric\":{},\"value\":[1,\"9\"]}]";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"warnings\":[\"store 2: deadline exceeded\"]|" + ONE + "|prometheus.partial",
                "\"warnings\":[\"PromQL info: metric might not be a counter\"]|" + ONE + "|ok",
                "\"isPartial\":true|" + ONE + "|prometheus.partial",
                "\"isPartial\":false|" + ONE + "|ok",
                "\"warnings\":[]|" + ONE + "|ok",
                "\"warnings\":[\"store 2: deadline exceeded\"]|" + NINE + "|prometheus.limit",
                "\"x\":1|{\"a\":{\"metric\":{},\"value\":[1,\"1\"]}}|prometheus.answer",
                "\"x\":1|[{\"metric\":{},\"histogram\":[1,{\"count\":\"3\"}]}]|prometheus.empty"
            })
    void what_is_missing_may_be_the_worst(String more, String result, String cause) throws Exception {
        assertThat(ask(more, result).cause()).isEqualTo(cause);
    }

    @Test
    void series_without_a_number_are_counted() throws Exception {
        String result = "[{\"metric\":{},\"value\":[1,\"NaN\"]},{\"metric\":{\"a\":\"b\"},\"value\":[1,\"1\"]}]";

        assertThat(ask("\"x\":1", result).summary()).endsWith("1 series without a number");
    }

    private static Result ask(String more, String result) throws Exception {
        String body =
                "{\"status\":\"success\"," + more + ",\"data\":{\"resultType\":\"vector\",\"result\":" + result + "}}";
        try (RawServer server = RawServer.answering(RawServer.ok("application/json", body));
                PrometheusProbe probe = PrometheusProbe.of(server.url(""), "q", Threshold.countAbove(5, 8))) {
            return ProbeHarness.of(probe).check();
        }
    }
}
