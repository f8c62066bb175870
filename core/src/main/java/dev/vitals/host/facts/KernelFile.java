package dev.vitals.host.facts;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the small text files in which the kernel publishes its state, and the numbers in them. */
public final class KernelFile {
    /** Enough for every file read here but the mount table. */
    public static final int CAP = 64 * 1024;

    private KernelFile() {}

    /** Refuses a file above the cap: half of one could be misread. */
    public static String read(Path file, int cap) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(cap + 1);
            if (bytes.length > cap) {
                throw new FileSystemException(file.toString(), null, "larger than " + cap + " bytes");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    public static String read(Path file) throws IOException {
        return read(file, CAP);
    }

    /** Finds a number in a file; empty if the file cannot be read or does not have it. */
    public static OptionalLong find(Path file, String key) {
        try {
            return find(read(file), key);
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /** The file and what the system says about it, in a few words. */
    public static String reason(IOException error) {
        return error instanceof FileSystemException known
                ? known.getFile() + ": "
                        + Optional.ofNullable(known.getReason()).orElse("cannot be read")
                : error.getClass().getSimpleName();
    }

    /** Finds the number in a line such as {@code inactive_file 4096} or {@code MemTotal: 24684032 kB}. */
    public static OptionalLong find(String text, String key) {
        return text.lines()
                .filter(line -> line.startsWith(key))
                .map(line -> line.split("[: \t]+"))
                .filter(words -> words.length >= 2 && words[0].equals(key))
                .map(words -> number(words[1]))
                .findFirst()
                .orElseGet(OptionalLong::empty);
    }

    /** Empty for a text that is not a number, is negative or does not fit. */
    public static OptionalLong number(String text) {
        try {
            long number = Long.parseLong(text.strip());
            return number < 0 ? OptionalLong.empty() : OptionalLong.of(number);
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
