/** MySQL's and MariaDB's locks and waits, read for the check in {@code internal.blocking}. */
@NullMarked
package dev.vitals.jdbc.internal.mysql.locks;

import org.jspecify.annotations.NullMarked;
