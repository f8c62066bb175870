package dev.vitals.http;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.vitals.http.internal.client.Lease;
import dev.vitals.http.internal.client.Transport;
import dev.vitals.http.internal.exchange.Answer;
import dev.vitals.http.internal.exchange.Exchange;
import dev.vitals.http.internal.exchange.Pause;
import dev.vitals.http.internal.exchange.Word;
import dev.vitals.http.internal.expect.Body;
import dev.vitals.http.internal.expect.Condition;
import dev.vitals.http.internal.expect.UndecidedException;
import dev.vitals.http.internal.failure.Family;
import dev.vitals.http.internal.failure.HttpFailure;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Asks a service, over HTTP and in JSON, about something else. While the service does not answer nothing is known about
 * that: {@code UNKNOWN}, with the cause the service's own check would have.
 *
 * @param call the request
 * @param exchange the client
 * @param pause leaves a service alone that asks for it
 */
record Inquiry(HttpCall call, Exchange exchange, Pause pause) {
    private static final int MOST_READ = 8 << 20;

    static Inquiry of(HttpCall call, Transport transport) {
        return new Inquiry(call, new Exchange(new Lease(transport), MOST_READ), new Pause(System::nanoTime));
    }

    Transport transport() {
        return exchange.lease().transport();
    }

    /** Returns what the JSON of the answer means. */
    Result ask(ProbeContext context, Function<JsonNode, Result> judge) {
        Optional<Result> pending = pause.pending();
        if (pending.isPresent()) {
            return pending.get();
        }
        Word word = Word.of(context, this::failed);
        try {
            Answer answer = exchange.perform(call.request(), Map.of(), word.forRequest(), word);
            Optional<Result> wrong = call.expectations()
                    .and(new Condition.Json(JsonPointer.empty(), node -> true, "JSON"))
                    .ofSomethingElse()
                    .wrong(call.toString(), answer, word.forStep());
            return wrong.isPresent()
                    ? pause.heed(wrong.get(), answer, context.now())
                    : judge.apply(Body.of(answer, word.forStep()).json());
        } catch (HttpFailure e) {
            return failed(e);
        } catch (UndecidedException e) {
            throw new IllegalStateException("the answer was JSON a moment ago", e);
        }
    }

    private Result failed(HttpFailure failure) {
        return failure.result(
                Status.UNKNOWN, Family.HTTP, call.toString(), call.request().remote());
    }

    void close() {
        exchange.lease().close();
    }
}
