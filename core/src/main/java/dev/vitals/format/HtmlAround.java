package dev.vitals.format;

/** Where a person goes from the status page, and what can be done there: incidents, dumps, buttons. */
final class HtmlAround {
    private final Html html;
    private final Around around;

    HtmlAround(Html html, Around around) {
        this.html = html;
        this.around = around;
    }

    /** What a person at night goes to next: the incident, a dump. */
    void next() {
        around.incidents()
                .forEach(incident -> html.in("p")
                        .of("a", incident.name(), "href", around.home() + incident.place())
                        .text(" " + incident.words())
                        .end());
        html.in("div", "class", "a");
        if (around.operates()) {
            operations();
        }
        around.dump()
                .ifPresent(
                        dump -> html.of("a", dump.name() + ", " + dump.words(), "href", around.home() + dump.place()));
        if (around.keepsIncidents()) {
            html.of("a", "all incidents", "href", around.home() + "incidents");
        }
        if (around.signIn()) {
            html.of("a", "sign in as operator", "href", around.home() + "sign-in");
        }
        html.end();
    }

    /** The buttons of all checks share the first form, which keeps the page small. */
    private void operations() {
        run();
        if (around.takesDumps()) {
            byScript(html.in("form", "method", "post", "action", around.home() + "dump"))
                    .of("button", "take a dump")
                    .end();
        }
    }

    /** The form of the buttons that run a check. */
    void run() {
        byScript(html.in("form", "id", "r", "method", "post")).end();
    }

    /** Marks a form that the script is to send. */
    private Html byScript(Html form) {
        return around.byScript() ? form.of("noscript", "buttons need JavaScript here") : form;
    }

    /** A picture of its own, outside of what renews itself: it counts days. */
    void trends() {
        if (around.keepsIncidents()) {
            String place = around.home() + "incidents/trends";
            html.in("section", "class", "c", "aria-label", "trends")
                    .of("h2", "The last 30 days")
                    .in("a", "href", place);
            html.alone(
                    "img",
                    "src",
                    place + "?format=svg",
                    "width",
                    "720",
                    "height",
                    "120",
                    "alt",
                    "availability and incidents of the last 30 days");
            html.end().end();
        }
    }
}
