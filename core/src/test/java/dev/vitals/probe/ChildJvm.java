package dev.vitals.probe;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A virtual machine of its own for what would harm the one that runs the tests. Lives for five minutes at most. */
public final class ChildJvm implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;
    private final PrintStream in;

    private ChildJvm(Process process) {
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
        this.in = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        CompletableFuture.delayedExecutor(5, TimeUnit.MINUTES).execute(process::destroyForcibly);
    }

    /** Starts a main class of the tests, with options for the virtual machine. */
    public static ChildJvm start(Class<?> main, List<String> options, String... arguments) throws IOException {
        return new ChildJvm(new ProcessBuilder(command(main, options, arguments))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** The same below a shell that does something first. The script gets the command as its arguments. */
    public static ChildJvm startBelow(String script, Class<?> main, List<String> options, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", script, "sh"));
        command.addAll(command(main, options, arguments));
        return new ChildJvm(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** The command line that runs a main class of the tests. */
    public static List<String> command(Class<?> main, List<String> options, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1"); // it ends before the optimizing compiler has paid
        command.addAll(options);
        command.addAll(List.of("-cp", String.join(File.pathSeparator, classPath(main))));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return command;
    }

    /** Returns the next line that the child prints; fails if it ends instead. */
    public String line() throws IOException {
        String line = out.readLine();
        if (line == null) {
            throw new IOException("the child ended");
        }
        return line;
    }

    /** Sends a line to the child's standard input. */
    public void send(String line) {
        in.println(line);
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** What the tests run on, be it as classes or as modules. */
    private static List<String> classPath(Class<?> main) {
        List<String> path = new ArrayList<>(List.of(location(main), location(Probe.class)));
        for (String property : List.of("java.class.path", "jdk.module.path")) {
            String more = System.getProperty(property, "");
            if (!more.isEmpty()) {
                path.add(more);
            }
        }
        return path;
    }

    private static String location(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
