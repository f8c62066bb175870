/** What an application sets below {@code vitals.}, read at once and with every fault named. */
@NullMarked
package dev.vitals.spring.internal.settings;

import org.jspecify.annotations.NullMarked;
