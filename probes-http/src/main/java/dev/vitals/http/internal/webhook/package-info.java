/** What a webhook is told, and when. */
@NullMarked
package dev.vitals.http.internal.webhook;

import org.jspecify.annotations.NullMarked;
