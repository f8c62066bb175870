/** How counters are turned into what happened lately. */
@NullMarked
package dev.vitals.meter.window;

import org.jspecify.annotations.NullMarked;
