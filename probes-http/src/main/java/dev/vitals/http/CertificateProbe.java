package dev.vitals.http;

import dev.vitals.http.internal.certificate.FileSource;
import dev.vitals.http.internal.certificate.ServerSource;
import dev.vitals.http.internal.certificate.Source;
import dev.vitals.http.internal.certificate.StoreSource;
import dev.vitals.http.internal.exchange.Word;
import dev.vitals.http.internal.failure.Family;
import dev.vitals.http.internal.failure.HttpFailure;
import dev.vitals.http.internal.tls.Chain;
import dev.vitals.http.internal.tls.Lifetimes;
import dev.vitals.http.internal.tls.StartTls;
import dev.vitals.http.limits.CertificateLimits;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Scope;
import dev.vitals.probe.Status;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;

/**
 * Checks a certificate and its chain: those that a server shows, or the application's own.
 *
 * <pre>{@code
 * .check("shop-certificate", CertificateProbe.of("shop.example", 443))
 * .check("mail-certificate", CertificateProbe.smtp("mail.example", 587))
 * .check("own-certificate", CertificateProbe.pem(Path.of("/etc/ssl/orders.pem")))
 * }</pre>
 *
 * <table>
 * <caption>What it answers</caption>
 * <tr><th>cause</th><th>status</th><th>when</th></tr>
 * <tr><td>{@code tls.expired}, {@code tls.not-yet-valid}</td><td>DOWN</td><td>the time of the certificate, or of one that
 *     vouches for it, is over or has not come</td></tr>
 * <tr><td>{@code tls.expires-soon}</td><td>DEGRADED, DOWN</td><td>21 and 7 days are left, or 25 % and 8 % of a short
 *     lifetime</td></tr>
 * <tr><td>{@code tls.wrong-host}</td><td>DOWN</td><td>a server's certificate does not name the host</td></tr>
 * <tr><td>{@code tls.self-signed}, {@code tls.incomplete}, {@code tls.untrusted}</td><td>DOWN</td><td>nothing that is
 *     trusted here vouches for a server's certificate: it vouches for itself, comes without the intermediate one, or its
 *     authority is unknown</td></tr>
 * <tr><td>{@code tls.weak}</td><td>DOWN</td><td>a key or signature that this JVM no longer accepts</td></tr>
 * <tr><td>{@code tls.not-offered}</td><td>DOWN</td><td>the mail or PostgreSQL server does not turn to TLS</td></tr>
 * <tr><td>{@code tls.handshake}</td><td>DOWN</td><td>no agreement on TLS at all</td></tr>
 * <tr><td>{@code tls.dns}, {@code tls.refused}, {@code tls.unreachable}, {@code tls.timeout}, {@code tls.protocol},
 *     {@code tls.lost}</td><td>DOWN</td><td>a server cannot be reached, or speaks something else</td></tr>
 * <tr><td>{@code tls.no-certificate}, {@code tls.unreadable}</td><td>UNKNOWN</td><td>a key store or file of our own shows
 *     nothing</td></tr>
 * </table>
 *
 * <p>The numbers are the defaults of {@link CertificateLimits}. Of a server nothing is asked but a handshake, at the first
 * of its addresses that accepts connections and not through a proxy. A file is read again at each run. Of a key store only the certificates of keys
 * count; trusted authorities that are past their time do no harm. Whether a certificate was revoked is not checked.
 *
 * <p>A run blocks for less than its check's timeout, except while a host name is being resolved or a file system does not
 * answer: the check then reports that it is stuck there.
 *
 * <p>The settings of this class are immutable and it may be shared.
 *
 * @since 0.1.0
 */
public final class CertificateProbe implements Probe {
    private static final Duration INTERVAL = Duration.ofMinutes(5);

    private final Source source;
    private final Lifetimes lifetimes;

    private CertificateProbe(Source source, CertificateLimits limits) {
        this.source = source;
        this.lifetimes = new Lifetimes(limits);
    }

    /**
     * Returns a probe of a server that speaks TLS from the first byte. Contacts nothing yet.
     *
     * @param host the host, without brackets: asked for by name, and the name the certificate must have
     * @param port the port; from 1 to 65535
     * @return the probe
     * @throws IllegalArgumentException if {@code host} is no name or address or {@code port} is out of its bounds
     */
    public static CertificateProbe of(String host, int port) {
        return server(host, port, StartTls.NONE);
    }

    /**
     * Returns a probe of a mail server that turns to TLS on {@code STARTTLS}. Contacts nothing yet.
     *
     * @param host as in {@link #of}
     * @param port such as 25 or 587
     * @return the probe
     * @throws IllegalArgumentException as in {@link #of}
     */
    public static CertificateProbe smtp(String host, int port) {
        return server(host, port, StartTls.SMTP);
    }

    /**
     * Returns a probe of a PostgreSQL server, which turns to TLS in a way of its own. Contacts nothing yet.
     *
     * @param host as in {@link #of}
     * @param port such as 5432
     * @return the probe
     * @throws IllegalArgumentException as in {@link #of}
     */
    public static CertificateProbe postgresql(String host, int port) {
        return server(host, port, StartTls.POSTGRESQL);
    }

    /**
     * Returns a probe of a file with certificates in PEM form, the own one first. Reads nothing yet.
     *
     * @param file the file; may hold a key as well, which is skipped
     * @return the probe
     */
    public static CertificateProbe pem(Path file) {
        Path absolute = Objects.requireNonNull(file, "file").toAbsolutePath();
        return new CertificateProbe(new FileSource(absolute, Optional.empty()), CertificateLimits.DEFAULT);
    }

    /**
     * Returns a probe of a key store's file. Reads nothing yet.
     *
     * @param file the file
     * @param type such as {@code PKCS12} or {@code JKS}
     * @param password what the store was saved with; copied
     * @return the probe
     */
    public static CertificateProbe keyStore(Path file, String type, char[] password) {
        FileSource.Store store = new FileSource.Store(
                Objects.requireNonNull(type, "type"),
                Objects.requireNonNull(password, "password").clone());
        Path absolute = Objects.requireNonNull(file, "file").toAbsolutePath();
        return new CertificateProbe(new FileSource(absolute, Optional.of(store)), CertificateLimits.DEFAULT);
    }

    /**
     * Returns a probe of a key store that the application has loaded.
     *
     * @param store the store
     * @return the probe
     */
    public static CertificateProbe keyStore(KeyStore store) {
        return new CertificateProbe(new StoreSource(Objects.requireNonNull(store, "store")), CertificateLimits.DEFAULT);
    }

    private static CertificateProbe server(String host, int port, StartTls startTls) {
        ServerSource source =
                new ServerSource(Hosts.requireHost(host), Hosts.requirePort(port), startTls, Optional.empty());
        return new CertificateProbe(source, CertificateLimits.DEFAULT);
    }

    /**
     * Returns this probe with its limits changed.
     *
     * @param change takes the limits, {@link CertificateLimits#DEFAULT} at first, and returns the changed ones
     * @return a copy
     */
    public CertificateProbe limits(UnaryOperator<CertificateLimits> change) {
        CertificateLimits changed = Objects.requireNonNull(change, "change").apply(lifetimes.limits());
        return new CertificateProbe(source, Objects.requireNonNull(changed, "limits"));
    }

    /**
     * Returns this probe of a server with trust of its own, and a certificate for the server if it wants one.
     *
     * @param context used in place of the default of the JVM
     * @return a copy
     * @throws IllegalStateException if this is no probe of a server
     */
    public CertificateProbe ssl(SSLContext context) {
        Objects.requireNonNull(context, "context");
        if (!(source instanceof ServerSource server)) {
            throw new IllegalStateException("only a probe of a server has trust: " + source);
        }
        return new CertificateProbe(
                new ServerSource(server.host(), server.port(), server.startTls(), Optional.of(context)),
                lifetimes.limits());
    }

    @Override
    public Result check(ProbeContext context) {
        try {
            List<Chain> chains = source.chains(Word.of(context, this::failed));
            return chains.stream()
                    .sorted(Comparator.comparing(chain -> Chain.end(chain.firstToEnd())))
                    .map(chain -> lifetimes.judge(source.toString(), chain, context.now()))
                    .max(Comparator.comparing(Result::status))
                    .map(this::byHand)
                    .orElseThrow();
        } catch (HttpFailure e) {
            return failed(e);
        }
    }

    private Result failed(HttpFailure failure) {
        return byHand(failure.result(Family.TLS, source.toString(), source.remote()));
    }

    private Result byHand(Result result) {
        return result.status() == Status.UP
                ? result
                : source.command()
                        .map(command -> result.remedy(
                                Remedy.words("see the certificates by hand").run(command)))
                        .orElse(result);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Every five minutes; the server, or the file, as the resource.
     */
    @Override
    public CheckPolicy defaultPolicy() {
        CheckPolicy policy = CheckPolicy.DEFAULT.every(INTERVAL);
        return source.remote().known()
                ? policy.resource("http " + source)
                : policy.scope(Scope.LOCAL).resource(source.toString());
    }

    /** Returns whose certificate it is. */
    @Override
    public String toString() {
        return "CertificateProbe[" + source + "]";
    }
}
