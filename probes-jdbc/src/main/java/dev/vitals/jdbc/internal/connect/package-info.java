/** Whether a database can be reached and answers in time, and what a failure to reach it looks like in a result. */
@NullMarked
package dev.vitals.jdbc.internal.connect;

import org.jspecify.annotations.NullMarked;
