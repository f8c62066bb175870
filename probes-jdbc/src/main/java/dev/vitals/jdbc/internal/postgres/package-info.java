/**
 * Everything that is PostgreSQL's alone: settings, SQLStates, queries, privileges, advice. The checks themselves live in
 * {@code connect} and {@code blocking}.
 */
@NullMarked
package dev.vitals.jdbc.internal.postgres;

import org.jspecify.annotations.NullMarked;
