package dev.vitals.format;

import java.util.List;

/** Lines of text within a width. Not thread-safe. */
final class Page {
    /** Below this much room beside its lead, text goes under it instead. */
    private static final int LEAST_ROOM = 36;

    private static final int INDENT = 12;

    private final StringBuilder out = new StringBuilder();
    private final int width;
    private final boolean colour;

    Page(int width, boolean colour) {
        this.width = width;
        this.colour = colour;
    }

    void blank() {
        end();
    }

    /** Prints a line, cut to the width. */
    void line(Line line) {
        line.cut(width).writeTo(out, colour);
        end();
    }

    /** Prints a line that a reader will want to copy, whole however wide it is. */
    void whole(Line line) {
        line.writeTo(out, colour);
        end();
    }

    /** Prints parts after a lead, as many to a line as fit, and continues under the first part. */
    void fill(Line lead, List<Line> parts, String separator) {
        int indent = lead.width();
        if (indent > width - LEAST_ROOM) {
            line(lead);
            indent = INDENT;
            out.append(" ".repeat(indent));
        } else {
            lead.writeTo(out, colour);
        }
        int column = indent;
        for (Line part : parts) {
            Line shown = part.cut(width - indent);
            if (column > indent && column + separator.length() + shown.width() > width) {
                end();
                out.append(" ".repeat(indent));
                column = indent;
            } else if (column > indent) {
                out.append(separator);
                column += separator.length();
            }
            shown.writeTo(out, colour);
            column += shown.width();
        }
        end();
    }

    private void end() {
        while (out.length() > 0 && out.charAt(out.length() - 1) == ' ') {
            out.setLength(out.length() - 1);
        }
        out.append('\n');
    }

    int width() {
        return width;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
