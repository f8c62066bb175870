/** Finds what an application has: data sources, Redis connection factories, the host and the virtual machine. */
@NullMarked
package dev.vitals.spring.internal.sources;

import org.jspecify.annotations.NullMarked;
