/**
 * Carries a server by a Docker container. The only package that knows Testcontainers, which need not be there.
 */
@NullMarked
package dev.vitals.testkit.internal.container;

import org.jspecify.annotations.NullMarked;
