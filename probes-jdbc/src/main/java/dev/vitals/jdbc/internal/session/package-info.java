/**
 * The one connection that all checks of a database share: how it is opened, who has its turn, what bounds a call, how
 * failures are classed. What is asked over it lives next door: {@code connect}, {@code blocking}, and one package per
 * database product.
 */
@NullMarked
package dev.vitals.jdbc.internal.session;

import org.jspecify.annotations.NullMarked;
