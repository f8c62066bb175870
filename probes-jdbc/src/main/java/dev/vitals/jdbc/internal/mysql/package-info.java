/** The checks of a MySQL or MariaDB server: which there are, and what each reads, judges and asks more. */
@NullMarked
package dev.vitals.jdbc.internal.mysql;

import org.jspecify.annotations.NullMarked;
