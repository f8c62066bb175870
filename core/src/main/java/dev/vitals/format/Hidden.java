package dev.vitals.format;

/** What a caller is told who may see statuses only. */
final class Hidden {
    static final String WORDS =
            "causes and evidence are hidden from this caller: by default callers on this host see them,"
                    + " else those whom the application's authoriser knows, such as by a bearer token";

    private Hidden() {}
}
