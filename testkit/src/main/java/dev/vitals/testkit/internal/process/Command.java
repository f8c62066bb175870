package dev.vitals.testkit.internal.process;

import dev.vitals.testkit.options.ServerException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** A program to run with its output going to a log file. */
public record Command(List<String> words, ServerLog log) {

    /** Settings of the developer's own clients would change what our servers do. */
    private static final Set<String> FOREIGN = Set.of("PG", "MYSQL", "MARIADB", "REDIS", "LC_", "LANG");

    /** Starts the program and leaves it running. */
    public Process start() {
        var builder = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.file().toFile()));
        builder.environment().keySet().removeIf(name -> FOREIGN.stream().anyMatch(name::startsWith));
        builder.environment().put("LC_ALL", "C");
        Path folder = log.file().toAbsolutePath().getParent();
        builder.directory(folder == null ? null : folder.toFile());
        try {
            return builder.start();
        } catch (IOException e) {
            throw new ServerException("cannot run " + words.get(0) + ": " + e.getMessage(), e);
        }
    }

    /** Runs the program to its end, feeding it {@code input}; anything but exit code 0 in time is an error. */
    public void run(String input, Deadline deadline) {
        Process process = start();
        try {
            feed(process, input);
            if (!deadline.await(() -> !process.isAlive())) {
                throw failed("did not end within " + deadline.missed());
            }
            if (process.exitValue() != 0) {
                throw failed("ended with code " + process.exitValue());
            }
        } finally {
            Ending.force(new ServerProcess(process).tree());
        }
    }

    private static void feed(Process process, String input) {
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // It ended before it read everything: its exit code and its log say why.
        }
    }

    private ServerException failed(String how) {
        return new ServerException(words.get(0) + " " + how + "; its last lines:\n" + log.tail());
    }
}
