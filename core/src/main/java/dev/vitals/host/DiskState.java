package dev.vitals.host;

import dev.vitals.host.facts.Mount;
import java.time.Duration;
import java.util.Optional;

/**
 * One measurement of a disk.
 *
 * @param total its size in bytes; not positive when the file system did not say
 * @param usable the bytes this process may still write
 * @param readOnly whether writing is refused
 * @param answer how long the file system took
 * @param mount where it is mounted, if the system has a mount table
 */
record DiskState(long total, long usable, boolean readOnly, Duration answer, Optional<Mount> mount) {}
