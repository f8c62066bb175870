/** What holds for all our jars together: who may use whom, and what users can see. */
@NullMarked
package dev.vitals.architecture;

import org.jspecify.annotations.NullMarked;
