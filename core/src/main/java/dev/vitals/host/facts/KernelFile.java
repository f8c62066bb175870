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

    /**
     * Finds the number in a line such as {@code inactive_file 4096} or {@code MemTotal: 24684032 kB}. A dozen are looked
     * up in every round, so without taking all lines apart.
     */
    public static OptionalLong find(String text, String key) {
        int line = 0;
        do {
            int after = line + key.length();
            if (text.startsWith(key, line) && after < text.length() && isSeparator(text.charAt(after))) {
                return number(firstWord(text, after));
            }
            line = text.indexOf('\n', line) + 1;
        } while (line > 0);
        return OptionalLong.empty();
    }

    private static String firstWord(String text, int from) {
        int start = from;
        while (start < text.length() && isSeparator(text.charAt(start))) {
            start++;
        }
        int end = start;
        while (end < text.length() && !isSeparator(text.charAt(end)) && text.charAt(end) != '\n') {
            end++;
        }
        return text.substring(start, end);
    }

    private static boolean isSeparator(char sign) {
        return sign == ' ' || sign == '\t' || sign == ':';
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
