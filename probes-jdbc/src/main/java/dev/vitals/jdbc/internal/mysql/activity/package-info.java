/** What MySQL's and MariaDB's sessions and threads do, most of it read once a round for all checks. */
@NullMarked
package dev.vitals.jdbc.internal.mysql.activity;

import org.jspecify.annotations.NullMarked;
