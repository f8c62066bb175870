package dev.vitals.endpoint;

import org.junit.jupiter.api.Test;

class TextFormatTest {
    @Test
    void show() {
        System.out.println(TextFormat.STANDARD.render(
                Reports.report(Reports.incident().toArray(new dev.vitals.report.CheckReport[0])), Access.DETAIL));
        System.out.println(TextFormat.STANDARD.render(
                Reports.report(Reports.incident().toArray(new dev.vitals.report.CheckReport[0])), Access.STATUS));
        System.out.println(TextFormat.STANDARD
                .verbose(true)
                .colour(true)
                .width(80)
                .render(
                        Reports.report(Reports.incident().toArray(new dev.vitals.report.CheckReport[0])),
                        Access.DETAIL));
        System.out.println(new String(JsonFormat.render(
                Reports.report(Reports.incident().toArray(new dev.vitals.report.CheckReport[0])), Access.DETAIL)));
    }
}
