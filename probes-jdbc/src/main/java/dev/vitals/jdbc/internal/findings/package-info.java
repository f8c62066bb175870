/**
 * From rows to results, for every product: columns that may be null, tables, which client and which session something is
 * about, and several findings in one result.
 */
@NullMarked
package dev.vitals.jdbc.internal.findings;

import org.jspecify.annotations.NullMarked;
