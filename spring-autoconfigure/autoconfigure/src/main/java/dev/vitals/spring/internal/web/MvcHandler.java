package dev.vitals.spring.internal.web;

import dev.vitals.endpoint.Caller;
import dev.vitals.endpoint.HealthResponse;
import dev.vitals.endpoint.HttpCall;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.util.ServletRequestPathUtils;

/** The endpoint on Spring MVC. */
public final class MvcHandler implements HttpRequestHandler {
    private static final Pattern ADDRESS =
            Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F]*:[0-9a-fA-F:.]*(%[\\w.-]+)?");

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
                new Caller(address(request.getRemoteAddr()), headers));
    }

    /** A name would have to be looked up, and could be anything. */
    private static Optional<InetAddress> address(String text) {
        String plain = text == null ? "" : text.replace("[", "").replace("]", "");
        if (!ADDRESS.matcher(plain).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(plain));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
