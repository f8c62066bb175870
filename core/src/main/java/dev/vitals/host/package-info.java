/**
 * Probes of the machine or container the process runs on, which ask the operating system through files and file systems.
 * Probes of the virtual machine are next door, in {@code dev.vitals.jvm}.
 */
@NullMarked
package dev.vitals.host;

import org.jspecify.annotations.NullMarked;
