package dev.vitals.http.internal.exchange;

import dev.vitals.http.internal.failure.HttpFailure;
import dev.vitals.remote.Remote;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
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
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
 * @param besides what is wrong with the first address of the host, if another one answered
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
        Optional<SSLSession> tls,
        Optional<HttpFailure> besides) {
    private static final Set<String> GZIP = Set.of("gzip", "x-gzip");
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final Pattern CHARSET = Pattern.compile("(?i)charset=\"?([\\w.:-]{1,40})");

    /** Returns this answer as that of another address than the first one, which failed. */
    Answer besides(HttpFailure failure) {
        return new Answer(uri, status, headers, body, cut, limit, timing, tls, Optional.of(failure));
    }

    /** How long the parts took, as seen from here. */
    public record Timing(Duration dns, Duration firstByte, Duration whole) {}

    /** A body as text, unpacked. */
    public record Content(String text, boolean cut) {}

    /** Returns in which way the body is packed that cannot be unpacked here; empty if there is none. */
    public Optional<String> foreignEncoding() {
        return encodings().filter(encoding -> !GZIP.contains(encoding)).findFirst();
    }

    /** Returns the body as text. Unpacks no more than would have been read. */
    public Content content() throws IOException {
        Unpacked unpacked = new Unpacked(body, cut);
        for (String encoding : encodings().toList()) {
            if (!GZIP.contains(encoding)) {
                throw new IOException("packed in another way");
            }
            unpacked = unpacked.gunzip(limit);
        }
        String text = new String(unpacked.bytes(), charset());
        return new Content(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text, unpacked.cut());
    }

    /** How the body is packed; none is seldom more than one. */
    private Stream<String> encodings() {
        return headers.allValues("Content-Encoding").stream()
                .flatMap(value -> Stream.of(value.split(",", -1)))
                .map(each -> each.strip().toLowerCase(Locale.ROOT))
                .filter(each -> !each.isEmpty() && !each.equals("identity"));
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Unpacked(byte[] bytes, boolean cut) {
        Unpacked gunzip(int limit) throws IOException {
            if (bytes.length == 0) {
                return this;
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
                byte[] part = new byte[8192];
                for (int read = in.read(part); read >= 0; read = in.read(part)) {
                    int room = Math.min(read, limit - out.size());
                    out.write(part, 0, room);
                    if (room < read) {
                        return new Unpacked(out.toByteArray(), true);
                    }
                }
            } catch (EOFException e) {
                if (!cut) {
                    throw e;
                }
            }
            return new Unpacked(out.toByteArray(), cut);
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
