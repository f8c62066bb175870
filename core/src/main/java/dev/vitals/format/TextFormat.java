package dev.vitals.format;

import dev.vitals.report.Report;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A report for a terminal: the verdict on the first line, root causes with their evidence and remedies, their symptoms
 * folded underneath, and all healthy checks on one line at the end.
 *
 * <pre>{@code
 * System.out.print(TextFormat.DEFAULT.colour(true).render(report, Access.DETAIL));
 * }</pre>
 *
 * <p>Texts that come from servers and errors are shown without line breaks and control characters, so that they can
 * neither forge a line nor act on the terminal.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param width how many characters a line may have, at least 60; 120 by default. Only a command to copy may be longer
 * @param colour whether to colour with ANSI escape sequences; false by default
 * @param verbose whether to show all of the evidence and each check that is up on a line of its own; false by default
 * @param zone the time zone points in time are shown in; UTC by default
 * @since 0.1.0
 */
public record TextFormat(int width, boolean colour, boolean verbose, ZoneId zone) implements Format {
    /** How few characters a line may have at least. */
    public static final int NARROWEST = 60;

    /** Every default named above. */
    public static final TextFormat DEFAULT = new TextFormat(120, false, false, ZoneId.of("UTC"));

    /**
     * Checks the width.
     *
     * @throws IllegalArgumentException if {@code width} is below {@link #NARROWEST}
     */
    public TextFormat {
        if (width < NARROWEST) {
            throw new IllegalArgumentException("'width' must be at least " + NARROWEST + " but was " + width);
        }
        Objects.requireNonNull(zone, "zone");
    }

    /**
     * Returns this format with another width.
     *
     * @param characters how many characters a line may have, at least 60
     * @return a copy
     * @throws IllegalArgumentException if {@code characters} is below 60
     */
    public TextFormat width(int characters) {
        return new TextFormat(characters, colour, verbose, zone);
    }

    /**
     * Returns this format for a terminal: as wide as {@code COLUMNS} says, but not narrower than {@link #NARROWEST},
     * and in colour unless {@code NO_COLOR} is set or {@code TERM} is {@code dumb} or missing.
     *
     * @param environment the environment variables, most often {@link System#getenv()}
     * @return a copy; of the same width when {@code COLUMNS} is missing or makes no sense
     */
    public TextFormat forTerminal(Map<String, String> environment) {
        Objects.requireNonNull(environment, "environment");
        String columns = environment.getOrDefault("COLUMNS", "");
        int wide = columns.matches("[1-9]\\d{0,3}") ? Math.max(NARROWEST, Integer.parseInt(columns)) : width;
        boolean dumb = environment.getOrDefault("TERM", "dumb").equals("dumb");
        boolean unwanted = !environment.getOrDefault("NO_COLOR", "").isEmpty();
        return width(wide).colour(!dumb && !unwanted);
    }

    /**
     * Returns this format with or without colour.
     *
     * @param on whether to colour with ANSI escape sequences
     * @return a copy
     */
    public TextFormat colour(boolean on) {
        return new TextFormat(width, on, verbose, zone);
    }

    /**
     * Returns this format unfolded or not.
     *
     * @param on whether to show all of the evidence and each check that is up
     * @return a copy
     */
    public TextFormat verbose(boolean on) {
        return new TextFormat(width, colour, on, zone);
    }

    /**
     * Returns this format with another time zone.
     *
     * @param place the time zone points in time are shown in
     * @return a copy
     */
    public TextFormat zone(ZoneId place) {
        return new TextFormat(width, colour, verbose, Objects.requireNonNull(place, "place"));
    }

    /**
     * Writes a report.
     *
     * @param report the report
     * @param access how much the reader may see
     * @return the text, ending in a line break
     */
    public String render(Report report, Access access) {
        Objects.requireNonNull(access, "access");
        ReportView view = new ReportView(report, access.seesDetail(), verbose, List.of());
        return new String(report(view), StandardCharsets.UTF_8);
    }

    @Override
    public String name() {
        return "text";
    }

    @Override
    public String mediaType() {
        return "text/plain";
    }

    @Override
    public String contentType() {
        return "text/plain; charset=utf-8";
    }

    @Override
    public byte[] report(ReportView view) {
        Objects.requireNonNull(view, "view");
        Page page = page();
        if (view.detail()) {
            new ReportText(page, view).write(zone);
        } else {
            StatusText.write(page, view.report(), zone);
            hidden(page);
        }
        return bytes(page, view.warnings());
    }

    @Override
    public byte[] check(CheckView view) {
        Objects.requireNonNull(view, "view");
        Page page = page();
        if (view.detail()) {
            CheckText.alone(page, view);
        } else {
            page.line(StatusText.check(view.check()));
            hidden(page);
        }
        return bytes(page, view.warnings());
    }

    @Override
    public byte[] probe(ProbeView view) {
        Objects.requireNonNull(view, "view");
        Page page = page();
        page.line(Line.of(Style.of(view.status()), view.status().name())
                .add("  " + (view.passed() ? "" : "not ") + view.probe()));
        names(page, "failing  ", view.failing());
        names(page, "pending  ", view.pending());
        if (view.hides()) {
            hidden(page);
        }
        return bytes(page, view.warnings());
    }

    private static void names(Page page, String label, List<String> names) {
        if (!names.isEmpty()) {
            page.fill(Line.of(label), names.stream().map(Line::of).toList(), " · ");
        }
    }

    private static void hidden(Page page) {
        page.fill(new Line(), Line.words(Style.FAINT, Hidden.WORDS), " ");
    }

    private Page page() {
        return new Page(width, colour);
    }

    private static byte[] bytes(Page page, List<String> warnings) {
        warnings.forEach(
                warning -> page.fill(Line.of(Style.WARNING, "warning: "), Line.words(Style.PLAIN, warning), " "));
        return page.toString().getBytes(StandardCharsets.UTF_8);
    }
}
