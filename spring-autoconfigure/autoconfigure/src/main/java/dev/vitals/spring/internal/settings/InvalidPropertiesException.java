package dev.vitals.spring.internal.settings;

import java.util.List;

/** Thrown when properties below {@code vitals.} cannot be meant. Names all of them at once. */
public final class InvalidPropertiesException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> faults;

    public InvalidPropertiesException(List<String> faults) {
        super("Vitals cannot be set up, " + faults.size() + (faults.size() == 1 ? " fault:" : " faults:") + "\n  - "
                + String.join("\n  - ", faults));
        this.faults = List.copyOf(faults);
    }

    /** Returns one sentence a fault, with the property, the value, where it comes from and what would be right. */
    public List<String> faults() {
        return faults;
    }
}
