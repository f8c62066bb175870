/** How a PostgreSQL server is connected to and described, what its errors mean, which rights and advice it knows. */
@NullMarked
package dev.vitals.jdbc.internal.postgres.server;

import org.jspecify.annotations.NullMarked;
