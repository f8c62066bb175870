package dev.vitals.examples.quickstart;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;

/** The faults as URLs: GET lists them, POST injects one, DELETE heals one or, without a name, all. */
final class FaultServer implements AutoCloseable {
    private static final String PATH = "/faults";

    private final FaultDesk desk;
    private final HttpServer server;

    private FaultServer(FaultDesk desk, HttpServer server) {
        this.desk = desk;
        this.server = server;
    }

    /** Starts on a free port of the loopback address. */
    static FaultServer start(FaultDesk desk) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            FaultServer faults = new FaultServer(desk, server);
            server.createContext(PATH, faults::handle);
            server.start();
            return faults;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot serve the faults", e);
        }
    }

    /** Returns where the faults are listed; the name of one comes after a slash. */
    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + PATH;
    }

    private void handle(HttpExchange exchange) throws IOException {
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

    @Override
    public void close() {
        server.stop(0);
    }
}
