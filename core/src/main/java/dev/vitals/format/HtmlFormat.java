package dev.vitals.format;

import dev.vitals.probe.Status;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Writes the status page: one HTML page, readable on a phone, in the dark and on paper. It is whole without JavaScript, and
 * then reloads itself every ten seconds. With JavaScript one small script from the same server, {@link #script}, renews it
 * in place, so that what the reader has opened stays open, and adds a filter and buttons to copy commands. Its content
 * security policy allows its own style, that script and nothing else.
 *
 * @param zone the zone in which times of day are shown
 * @since 0.1.0
 */
public record HtmlFormat(ZoneId zone) implements Format {
    /** The page with times in UTC. */
    public static final HtmlFormat DEFAULT = new HtmlFormat(ZoneId.of("UTC"));

    static final String STYLE = read("page.css");

    private static final byte[] SCRIPT = read("page.js").getBytes(StandardCharsets.UTF_8);

    private static final String POLICY = "default-src 'none'; style-src 'sha256-" + sha256(STYLE)
            + "'; script-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /**
     * The whole query under which the page expects its script, at the path of the page itself: whatever base path a proxy
     * shows to the outside, this reference holds. A parameter that every adapter passes on: some know no others.
     */
    public static final String SCRIPT_QUERY = "format=page.js";

    /** Refuses nulls. */
    public HtmlFormat {
        Objects.requireNonNull(zone, "zone");
    }

    @Override
    public String name() {
        return "html";
    }

    @Override
    public String mediaType() {
        return "text/html";
    }

    @Override
    public String contentType() {
        return "text/html; charset=utf-8";
    }

    @Override
    public Map<String, String> headers() {
        return Map.of("Content-Security-Policy", POLICY, "Referrer-Policy", "same-origin");
    }

    @Override
    public byte[] report(ReportView view) {
        return bytes(new HtmlPage(zone).report(Objects.requireNonNull(view, "view")));
    }

    @Override
    public byte[] check(CheckView view) {
        return bytes(new HtmlPage(zone).check(Objects.requireNonNull(view, "view")));
    }

    @Override
    public byte[] probe(ProbeView view) {
        return bytes(new HtmlPage(zone).probe(Objects.requireNonNull(view, "view")));
    }

    /**
     * Writes a page with the looks of the status page, such as one about an incident. It does not renew itself.
     *
     * @param title what it is about
     * @param status what colours it
     * @param refresh after how many seconds it is to be loaded again; 0 for never
     * @param script whether it has the page's script, to send operations with
     * @param body writes what stands on it
     * @return the page in UTF-8, ending in a line break, to be sent with {@link #headers}
     */
    public static byte[] page(String title, Status status, int refresh, boolean script, Consumer<Html> body) {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(status, "status");
        Html html = new Html();
        String renewal = refresh > 0 ? "<meta http-equiv=\"refresh\" content=\"" + refresh + "\">" : "";
        HtmlPage.begin(html, title, status, renewal + (script ? HtmlPage.SCRIPT : ""));
        html.in("main", "class", status.name());
        Objects.requireNonNull(body, "body").accept(html);
        return bytes(HtmlPage.finish(html.end()));
    }

    /**
     * Returns the page's script.
     *
     * @return JavaScript in UTF-8; a new copy at each call
     */
    public static byte[] script() {
        return SCRIPT.clone();
    }

    private static byte[] bytes(String page) {
        return (page + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String read(String name) {
        try (InputStream in = HtmlFormat.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException damaged) {
            throw new UncheckedIOException("the resource " + name + " cannot be read", damaged);
        }
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
