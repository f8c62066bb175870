/** What the kernel says about the machine and the container: readers of its files, without judgement. */
@NullMarked
package dev.vitals.host.facts;

import org.jspecify.annotations.NullMarked;
