package dev.vitals.spring.internal.web;

import dev.vitals.endpoint.Caller;
import dev.vitals.endpoint.HealthResponse;
import dev.vitals.endpoint.HttpCall;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.util.ServletRequestPathUtils;

/** The endpoint on Spring MVC. */
public final class MvcHandler implements HttpRequestHandler {
    private final Endpoint endpoint;

    public MvcHandler(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
        HealthResponse answer =
                endpoint.answer(call(request)).toCompletableFuture().join();
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        answer.body().writeTo(response.getOutputStream());
    }

    private static HttpCall call(HttpServletRequest request) {
        Map<String, List<String>> headers = new HashMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.put(name, Collections.list(request.getHeaders(name)));
        }
        String query = request.getQueryString();
        return new HttpCall(
                        request.getMethod(),
                        ServletRequestPathUtils.getParsedRequestPath(request)
                                .pathWithinApplication()
                                .value(),
                        query == null ? "" : query,
                        Caller.of(String.valueOf(request.getRemoteAddr()), headers))
                .form(() -> CompletableFuture.completedFuture(request.getParameterMap().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, field -> List.of(field.getValue())))));
    }
}
