package dev.vitals.format;

import dev.vitals.probe.Status;

/** The colour of a piece of text on a terminal: one of its own sixteen, so that themes work. */
enum Style {
    PLAIN(""),
    STRONG("1"),
    FAINT("2"),
    GOOD("32"),
    UNSURE("35"),
    WARNING("33"),
    BAD("1;31");

    private final String code;

    Style(String code) {
        this.code = code;
    }

    static Style of(Status status) {
        return switch (status) {
            case UP -> GOOD;
            case UNKNOWN -> UNSURE;
            case DEGRADED -> WARNING;
            case DOWN -> BAD;
        };
    }

    String paint(String text) {
        return code.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
