/** MySQL's and MariaDB's replicas, and the nodes of a Galera cluster. */
@NullMarked
package dev.vitals.jdbc.internal.mysql.replication;

import org.jspecify.annotations.NullMarked;
