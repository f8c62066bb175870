/**
 * How a MySQL or MariaDB server is connected to and described, its settings and counters, errors, rights, and advice.
 */
@NullMarked
package dev.vitals.jdbc.internal.mysql.server;

import org.jspecify.annotations.NullMarked;
