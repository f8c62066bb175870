package dev.vitals.examples.quickstart;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;

/** The faults as URLs: GET lists them, POST injects one, DELETE heals one or, without a name, all. */
final class FaultHandler implements HttpHandler {
    static final String PATH = "/faults";

    private final FaultDesk desk;

    FaultHandler(FaultDesk desk) {
        this.desk = desk;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String name =
                exchange.getRequestURI().getPath().substring(PATH.length()).replaceFirst("^/", "");
        Optional<Fault> fault = desk.find(name);
        boolean known = name.isEmpty() || fault.isPresent();
        String answer =
                known ? answer(exchange.getRequestMethod(), fault) : "no such fault; GET " + PATH + " lists them";
        byte[] body = (answer + "\n").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(known ? 200 : 404, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private String answer(String method, Optional<Fault> fault) {
        return switch (method) {
            case "POST" -> fault.map(desk::inject).orElse("name a fault: POST " + PATH + "/<name>");
            case "DELETE" -> fault.map(desk::heal).orElseGet(desk::healAll);
            default ->
                desk.faults().stream()
                        .map(each -> each.name() + "  " + each.description())
                        .collect(Collectors.joining("\n"));
        };
    }
}
