package dev.vitals.host.facts;

import java.util.OptionalLong;

/** The limits of this process that the kernel publishes as a table. */
public final class ProcessLimits {
    /** The column of names is this wide. */
    private static final int NAMES = 26;

    private ProcessLimits() {}

    /**
     * Returns the soft limit of a row.
     *
     * @param table the text of {@code /proc/self/limits}
     * @param name such as {@code Max open files}
     * @return empty if it is unlimited or not there
     */
    public static OptionalLong find(String table, String name) {
        return table.lines()
                .filter(line -> line.length() > NAMES
                        && line.substring(0, NAMES).strip().equals(name))
                .map(line -> KernelFile.number(line.substring(NAMES).strip().split(" ", -1)[0]))
                .findFirst()
                .orElseGet(OptionalLong::empty);
    }
}
