package dev.vitals.http.internal.client;

import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;

/** A client of the JDK and the threads that work for it, which no other client can hold up. Thread-safe. */
public final class Client {
    private final Workers workers = new Workers();
    private final HttpClient http;

    Client(Transport transport) {
        HttpClient.Builder builder = HttpClient.newBuilder().executor(workers).followRedirects(Redirect.NEVER);
        transport.ssl().ifPresent(builder::sslContext);
        transport.proxy().selector().ifPresent(builder::proxy);
        http = builder.build();
    }

    public HttpClient http() {
        return http;
    }

    public Workers workers() {
        return workers;
    }
}
