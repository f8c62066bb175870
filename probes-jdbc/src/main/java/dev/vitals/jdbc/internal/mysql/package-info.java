/**
 * Everything that is MySQL's and MariaDB's alone: settings, error numbers, queries, privileges, advice. The checks
 * themselves live in {@code connect}, {@code activity} and {@code blocking}.
 */
@NullMarked
package dev.vitals.jdbc.internal.mysql;

import org.jspecify.annotations.NullMarked;
