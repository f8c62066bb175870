/** How a PostgreSQL server is connected to and described, what its errors mean, and what to do about them. */
@NullMarked
package dev.vitals.jdbc.internal.postgres.server;

import org.jspecify.annotations.NullMarked;
