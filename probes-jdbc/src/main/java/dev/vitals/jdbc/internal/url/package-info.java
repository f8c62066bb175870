/** Where a database is and as which user to log in: what URLs, data sources and files say, without the secrets. */
@NullMarked
package dev.vitals.jdbc.internal.url;

import org.jspecify.annotations.NullMarked;
