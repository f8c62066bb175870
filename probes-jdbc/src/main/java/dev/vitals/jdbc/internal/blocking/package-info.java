/**
 * Who blocks whom: the graph, its roots, how it reads, and when it is trouble. Knows no database product; each product's
 * own package says how its sessions and waits are read.
 */
@NullMarked
package dev.vitals.jdbc.internal.blocking;

import org.jspecify.annotations.NullMarked;
