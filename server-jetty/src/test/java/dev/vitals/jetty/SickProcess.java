package dev.vitals.jetty;

import dev.vitals.Vitals;
import dev.vitals.endpoint.HealthServer;
import dev.vitals.endpoint.HttpServerProvider;
import dev.vitals.probe.Result;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process that serves health and is made sick, one line of its input after the other. */
final class SickProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;
    private final InetSocketAddress address;

    private SickProcess(Process process) throws IOException {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
        this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(line()));
    }

    /** Starts with the sickness {@code main} brings, for one server. */
    static SickProcess start(List<String> before, List<String> options, Class<?> main, String server)
            throws IOException {
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName(), server));
        return new SickProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    InetSocketAddress address() {
        return address;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Goes on to what comes next, and returns when the process says that it has come. */
    void goOn() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
        line();
    }

    private String line() throws IOException {
        String line = output.readLine();
        if (line == null) {
            throw new IOException("the process has ended: " + process);
        }
        return line;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** For the process itself: serves, and says where. */
    static HealthServer serve(String name) {
        HttpServerProvider provider = name.equals("jetty") ? new JettyProvider() : HttpServerProvider.jdk();
        Vitals vitals =
                Vitals.builder("sick").check("a", context -> Result.up("fine")).build();
        vitals.report();
        HealthServer server =
                HealthServer.builder(vitals).port(0).server(provider).start();
        System.out.println(server.port());
        return server;
    }

    /** For the process itself: waits for a line of its input. */
    static void await() {
        try {
            if (System.in.read() < 0) {
                Runtime.getRuntime().halt(0);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
