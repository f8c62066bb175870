package dev.vitals.format;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Objects;

/**
 * Writes Markdown to paste into a ticket: the verdict as a heading, and below it the text format as it is, in a fence that
 * nothing in it can close.
 *
 * @param zone the zone in which times of day are shown
 * @since 0.1.0
 */
public record MarkdownFormat(ZoneId zone) implements Format {
    /** The format with times in UTC. */
    public static final MarkdownFormat DEFAULT = new MarkdownFormat(ZoneId.of("UTC"));

    /** Refuses nulls. */
    public MarkdownFormat {
        Objects.requireNonNull(zone, "zone");
    }

    @Override
    public String name() {
        return "markdown";
    }

    @Override
    public String mediaType() {
        return "text/markdown";
    }

    @Override
    public String contentType() {
        return "text/markdown; charset=utf-8";
    }

    @Override
    public byte[] report(ReportView view) {
        String head = view.report().application() + ": " + view.report().status()
                + view.report()
                        .verdict()
                        .severity()
                        .map(severity -> " " + severity)
                        .orElse("");
        return bytes(head, text().report(view));
    }

    @Override
    public byte[] check(CheckView view) {
        return bytes(view.check().name() + ": " + view.check().status(), text().check(view));
    }

    @Override
    public byte[] probe(ProbeView view) {
        return bytes(view.probe() + ": " + (view.passed() ? "yes" : "no"), text().probe(view));
    }

    private TextFormat text() {
        return TextFormat.DEFAULT.zone(zone);
    }

    private static byte[] bytes(String head, byte[] text) {
        String body = new String(text, StandardCharsets.UTF_8);
        String fence = "```";
        while (body.contains(fence)) {
            fence += "`";
        }
        String heading = Line.clean(head).replaceAll("[\\\\`*_~&\\[\\]<]", "\\\\$0");
        return ("## " + heading + "\n\n" + fence + "text\n" + body + fence + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
