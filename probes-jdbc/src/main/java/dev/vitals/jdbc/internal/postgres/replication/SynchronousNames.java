package dev.vitals.jdbc.internal.postgres.replication;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code synchronous_standby_names} says: how many of which standbys a commit waits for.
 *
 * @param needed how many; 0 when replication is asynchronous
 * @param names which ones; {@code *} for any
 */
record SynchronousNames(int needed, List<String> names) {
    private static final Pattern COUNTED =
            Pattern.compile("(?:first\\s+|any\\s+)?(\\d+)\\s*\\((.*)\\)", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME = Pattern.compile("\"((?:[^\"]|\"\")*)\"|([^\\s,]+)");
    private static final String ANY = "*";

    static SynchronousNames of(String setting) {
        Matcher counted = COUNTED.matcher(setting.strip());
        boolean isCounted = counted.matches();
        List<String> names = new ArrayList<>();
        Matcher name = NAME.matcher(isCounted ? counted.group(2) : setting);
        while (name.find()) {
            names.add(name.group(1) == null ? name.group(2) : name.group(1).replace("\"\"", "\""));
        }
        int needed = isCounted ? number(counted.group(1)) : 1;
        return new SynchronousNames(names.isEmpty() ? 0 : needed, List.copyOf(names));
    }

    /** Named, but not there; compared as the server does, without regard to case. */
    List<String> missing(Set<String> connected) {
        return names.stream()
                .filter(name -> !name.equals(ANY))
                .filter(name -> connected.stream().noneMatch(name::equalsIgnoreCase))
                .toList();
    }

    /** How many of the connected ones a commit may wait for. */
    long present(List<String> connected) {
        return connected.stream()
                .filter(one -> names.contains(ANY) || names.stream().anyMatch(one::equalsIgnoreCase))
                .count();
    }

    private static int number(String digits) {
        return digits.length() > 6 ? Integer.MAX_VALUE : Integer.parseInt(digits);
    }
}
