/** What the virtual machine says about itself: readers of its management beans, without judgement. */
@NullMarked
package dev.vitals.jvm.facts;

import org.jspecify.annotations.NullMarked;
