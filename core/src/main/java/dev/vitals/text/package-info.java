/** Words for people out of text from anywhere: one cleaner, one shell quoter, one plural. For the modules of Vitals only. */
@NullMarked
package dev.vitals.text;

import org.jspecify.annotations.NullMarked;
