/**
 * Probes of the machine or container the process runs on: what the operating system knows, read from files and file
 * systems. What the virtual machine knows of itself is next door, in {@code dev.vitals.jvm}.
 */
@NullMarked
package dev.vitals.host;

import org.jspecify.annotations.NullMarked;
