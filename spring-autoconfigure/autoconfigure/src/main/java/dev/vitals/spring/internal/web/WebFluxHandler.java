package dev.vitals.spring.internal.web;

import dev.vitals.endpoint.Caller;
import dev.vitals.endpoint.HealthResponse;
import dev.vitals.endpoint.HttpCall;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;

/** The endpoint on WebFlux. */
public final class WebFluxHandler implements WebHandler {
    private final Endpoint endpoint;

    public WebFluxHandler(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        return Mono.fromCompletionStage(() -> endpoint.answer(call(exchange.getRequest())
                        .form(() -> exchange.getFormData()
                                .<Map<String, List<String>>>map(HashMap::new)
                                .toFuture())))
                .flatMap(answer -> send(answer, exchange.getResponse()));
    }

    private static Mono<Void> send(HealthResponse answer, ServerHttpResponse response) {
        response.setStatusCode(HttpStatusCode.valueOf(answer.status()));
        answer.headers().forEach((name, value) -> response.getHeaders().set(name, value));
        return answer.body().length() == 0
                ? response.setComplete()
                : response.writeWith(
                        Mono.just(response.bufferFactory().wrap(answer.body().buffer())));
    }

    private static HttpCall call(ServerHttpRequest request) {
        Map<String, List<String>> headers = new HashMap<>();
        request.getHeaders().forEach(headers::put);
        String query = request.getURI().getRawQuery();
        return new HttpCall(
                request.getMethod().name(),
                request.getPath().pathWithinApplication().value(),
                query == null ? "" : query,
                new Caller(
                        Optional.ofNullable(request.getRemoteAddress()).map(InetSocketAddress::getAddress), headers));
    }
}
