/**
 * The one connection that all checks of a database share: how it is opened, which check has its turn, what bounds a
 * call.
 */
@NullMarked
package dev.vitals.jdbc.internal.session;

import org.jspecify.annotations.NullMarked;
