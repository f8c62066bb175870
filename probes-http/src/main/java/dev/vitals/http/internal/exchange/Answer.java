package dev.vitals.http.internal.exchange;

import dev.vitals.remote.Remote;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLSession;

/**
 * What came back.
 *
 * @param uri where from, after redirects
 * @param status such as 200
 * @param headers what was sent along
 * @param body what was read of the body, as it was sent
 * @param cut whether there was more
 * @param limit how much would have been read at most
 * @param timing how long it took
 * @param tls the session; empty without TLS
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; the bytes stay inside the module
public record Answer(
        URI uri,
        int status,
        HttpHeaders headers,
        byte[] body,
        boolean cut,
        int limit,
        Timing timing,
        Optional<SSLSession> tls) {
    private static final Pattern CHARSET = Pattern.compile("(?i)charset=\"?([\\w.:-]{1,40})");

    /** How long the parts took, as seen from here. */
    public record Timing(Duration dns, Duration firstByte, Duration whole) {}

    /** A body as text, unpacked. */
    public record Content(String text, boolean cut) {}

    /** Returns the body as text. Unpacks no more than would have been read. */
    public Content content() throws IOException {
        boolean packed = header("Content-Encoding")
                .map(encoding -> encoding.toLowerCase(Locale.ROOT).contains("gzip"))
                .orElse(false);
        return packed ? unpacked() : new Content(new String(body, charset()), cut);
    }

    private Content unpacked() throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            byte[] bytes = in.readNBytes(limit);
            return new Content(new String(bytes, charset()), cut || in.read() >= 0);
        }
    }

    private Charset charset() {
        Matcher named = CHARSET.matcher(header("Content-Type").orElse(""));
        try {
            return named.find() ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.UTF_8;
        }
    }

    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** Returns the server that answered. */
    public Remote remote() {
        return Request.remote(uri);
    }
}
