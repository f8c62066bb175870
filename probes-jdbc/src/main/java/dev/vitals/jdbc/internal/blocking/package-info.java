/**
 * Which sessions block which: the graph, its roots, how it is shown, and when it is trouble. Knows no database product;
 * each product reads its sessions and waits in a package of its own.
 */
@NullMarked
package dev.vitals.jdbc.internal.blocking;

import org.jspecify.annotations.NullMarked;
