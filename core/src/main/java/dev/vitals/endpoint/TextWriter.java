package dev.vitals.endpoint;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Health as a person reads it on a terminal. */
final class TextWriter implements Format {
    private final TextFormat format;

    TextWriter(TextFormat format) {
        this.format = format;
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
        Page page = page();
        if (view.detail()) {
            new ReportText(page, view).write(format.zone());
        } else {
            StatusText.write(page, view.report(), format.zone());
        }
        return bytes(page, view.warnings());
    }

    @Override
    public byte[] check(CheckView view) {
        Page page = page();
        if (view.detail()) {
            CheckText.alone(page, view);
        } else {
            page.line(StatusText.check(view.check()));
        }
        return bytes(page, view.warnings());
    }

    @Override
    public byte[] probe(ProbeView view) {
        Page page = page();
        page.line(Line.of(Style.of(view.status()), view.status().name())
                .add("  " + (view.passed() ? "" : "not ") + view.probe()));
        return bytes(page, view.warnings());
    }

    private Page page() {
        return new Page(format.width(), format.colour());
    }

    private static byte[] bytes(Page page, List<String> warnings) {
        warnings.forEach(
                warning -> page.fill(Line.of(Style.WARNING, "warning: "), Line.words(Style.PLAIN, warning), " "));
        return page.toString().getBytes(StandardCharsets.UTF_8);
    }
}
