package dev.vitals.host.facts;

import dev.vitals.probe.Evidence;
import dev.vitals.probe.Subject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of {@code /proc/self/mountinfo}.
 *
 * @param device the file system, as major:minor; the same for every mount of one file system
 * @param root the directory of the file system that is mounted
 * @param point where it is mounted
 * @param readOnly whether the mount or the file system refuses writes
 * @param type the kind of file system, such as {@code ext4}
 * @param source what is mounted, such as {@code /dev/sda1}
 * @param superOptions the options of the file system; for a control group of version 1, its controllers
 * @param home the mount point that stands for the file system in findings; the same for every mount of it
 */
public record Mount(
        String device,
        String root,
        String point,
        boolean readOnly,
        String type,
        String source,
        List<String> superOptions,
        String home) {
    /** As in {@code nas1:/export}, {@code [fd00::1]:/export}, {@code user@nas1:} and {@code //nas1/share}. */
    private static final Pattern SERVER = Pattern.compile("//([^/]+)/.*|(?:[^@/]*@)?\\[?([^/]+?)]?:(?:/.*)?");

    private static final Pattern ESCAPE = Pattern.compile("\\\\([0-7]{3})");

    public Mount {
        superOptions = List.copyOf(superOptions);
    }

    /** Empty for a line that is not one of a mount table. */
    public static Optional<Mount> parse(String line) {
        List<String> words = Arrays.asList(line.split(" "));
        int dash = words.indexOf("-");
        if (dash < 6 || words.size() < dash + 4) {
            return Optional.empty();
        }
        List<String> superOptions = List.of(words.get(dash + 3).split(","));
        boolean readOnly = List.of(words.get(5).split(",")).contains("ro") || superOptions.contains("ro");
        String point = unescape(words.get(4));
        return Optional.of(new Mount(
                words.get(2),
                unescape(words.get(3)),
                point,
                readOnly,
                words.get(dash + 1),
                unescape(words.get(dash + 2)),
                superOptions,
                point));
    }

    /**
     * Whether only this mount refuses writes and not the file system, as with the root of a container that is meant to be
     * read-only. After an error the kernel makes the file system read-only.
     */
    public boolean readOnlyByMount() {
        return readOnly && !superOptions.contains("ro");
    }

    /** Returns this mount with another point that stands for its file system. */
    public Mount home(String other) {
        return new Mount(device, root, point, readOnly, type, source, superOptions, other);
    }

    /** Whether this mount shows more of its file system than another one does. */
    public boolean isWiderThan(Mount other) {
        return root.length() < other.root.length();
    }

    public boolean holds(String path) {
        return isWithin(path, point);
    }

    /** Whether an absolute path is a directory or lies below it. */
    public static boolean isWithin(String path, String directory) {
        return directory.equals("/") || path.equals(directory) || path.startsWith(directory + "/");
    }

    /** One for the file system, through whichever of its mounts it was reached. */
    public Subject subject() {
        return Subject.mount(home);
    }

    /** The machine behind a network mount: when it is gone, so is every mount of it. */
    public Optional<String> server() {
        Matcher server = SERVER.matcher(source);
        return server.matches()
                ? Optional.of(server.group(1) == null ? server.group(2) : server.group(1))
                : Optional.empty();
    }

    /** As in {@code the nfs4 file system on /data, server nas1}. */
    public String words() {
        return "the " + type + " file system on " + point + origin();
    }

    private String origin() {
        String local = source.equals(type) || source.equals("none") ? "" : ", " + source;
        return server().map(name -> ", server " + name).orElse(local);
    }

    public Evidence evidence() {
        return new Evidence.Table(
                "mount",
                List.of("mount point", "type", "source", "access"),
                List.of(List.of(point, type, source, readOnly ? "read-only" : "read-write")));
    }

    /** The kernel writes a space, tab, line break and backslash in octal. */
    private static String unescape(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        return ESCAPE.matcher(text)
                .replaceAll(match ->
                        Matcher.quoteReplacement(Character.toString((char) Integer.parseInt(match.group(1), 8))));
    }
}
