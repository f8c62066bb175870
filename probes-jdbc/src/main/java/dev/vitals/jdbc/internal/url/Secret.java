package dev.vitals.jdbc.internal.url;

import org.jspecify.annotations.Nullable;

/** A password that never prints itself and can be taken out of a text. */
public final class Secret {
    public static final Secret NONE = new Secret(null);

    private final @Nullable String value;

    Secret(@Nullable String value) {
        this.value = value == null || value.isEmpty() ? null : value;
    }

    boolean isPresent() {
        return value != null;
    }

    /** The password itself, for the driver alone. */
    @Nullable
    public String reveal() {
        return value;
    }

    public String mask(String text) {
        return value == null ? text : text.replace(value, "***");
    }

    boolean sameAs(Secret other) {
        return value == null ? other.value == null : value.equals(other.value);
    }

    @Override
    public String toString() {
        return value == null ? "none" : "***";
    }
}
