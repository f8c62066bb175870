/** Where certificates come from, remote or own. */
@NullMarked
package dev.vitals.http.internal.certificate;

import org.jspecify.annotations.NullMarked;
