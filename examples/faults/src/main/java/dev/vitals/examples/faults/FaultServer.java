package dev.vitals.examples.faults;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.vitals.endpoint.Authoriser;
import dev.vitals.endpoint.Caller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The faults as URLs: GET lists them, POST injects one, DELETE heals one or, without a name, all. For callers on this host;
 * a page of another origin in a browser on this host is none.
 */
public final class FaultServer implements AutoCloseable {
    private static final String PATH = "/faults";

    private final Authoriser authoriser = Authoriser.loopback();
    private final FaultDesk desk;
    private final HttpServer server;

    private FaultServer(FaultDesk desk, HttpServer server) {
        this.desk = desk;
        this.server = server;
    }

    /** Starts on a free port of the loopback address. */
    public static FaultServer start(FaultDesk desk) {
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
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + PATH;
    }

    private void handle(HttpExchange exchange) throws IOException {
        Caller caller = new Caller(Optional.of(exchange.getRemoteAddress().getAddress()), exchange.getRequestHeaders());
        if (!authoriser.access(caller).seesDetail()) {
            send(exchange, 403, "faults are for callers on this host");
            return;
        }
        String name =
                exchange.getRequestURI().getPath().substring(PATH.length()).replaceFirst("^/", "");
        Optional<Fault> fault = desk.find(name);
        boolean known = name.isEmpty() || fault.isPresent();
        String answer =
                known ? answer(exchange.getRequestMethod(), fault) : "no such fault; GET " + PATH + " lists them";
        send(exchange, known ? 200 : 404, answer);
    }

    private static void send(HttpExchange exchange, int status, String answer) throws IOException {
        byte[] body = (answer + "\n").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(status, body.length);
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
