package dev.vitals.http.internal.certificate;

import dev.vitals.http.internal.exchange.Word;
import dev.vitals.http.internal.failure.HttpCauses;
import dev.vitals.http.internal.failure.HttpFailure;
import dev.vitals.http.internal.tls.Chain;
import dev.vitals.http.internal.tls.Flaw;
import dev.vitals.http.internal.tls.Flaws;
import dev.vitals.http.internal.tls.Handshake;
import dev.vitals.http.internal.tls.Shown;
import dev.vitals.http.internal.tls.StartTls;
import dev.vitals.probe.Command;
import dev.vitals.probe.ProbeContext.Stay;
import dev.vitals.remote.NetworkFault;
import dev.vitals.remote.Remote;
import java.io.IOException;
import java.net.InetAddress;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;

/**
 * A server.
 *
 * @param host whose certificate it must be
 * @param port where to connect
 * @param startTls how TLS begins
 * @param ssl trust; empty for the default of the JVM
 */
public record ServerSource(String host, int port, StartTls startTls, Optional<SSLContext> ssl) implements Source {
    @Override
    @SuppressWarnings("try") // The stay is there to be closed.
    public List<Chain> chains(Word word) throws HttpFailure {
        Handshake handshake = new Handshake(host, address(List.of(word.resolve(host)), word), port, startTls);
        SSLContext context = context();
        try (Stay stay = word.entering(HttpFailure.of(HttpCauses.CLIENT_STUCK, ""))) {
            SSLSession session = handshake.strict(context, word.forRequest());
            Chain chain = Chain.of(session).orElseThrow(() -> failure(Flaw.HANDSHAKE, Optional.empty()));
            return List.of(chain.accepted(Instant.now()));
        } catch (StartTls.NotOfferedException e) {
            throw failure(Flaw.NOT_OFFERED, Optional.empty());
        } catch (IOException e) {
            return List.of(besides(e, handshake, word));
        }
    }

    /** A server that wants a certificate of its client ends the handshake when the client has accepted its own. */
    private Chain besides(IOException thrown, Handshake handshake, Word word) throws HttpFailure {
        NetworkFault fault = NetworkFault.of(thrown).orElse(NetworkFault.LOST);
        if (fault != NetworkFault.TLS && fault != NetworkFault.LOST) {
            throw HttpFailure.of(fault, "");
        }
        Shown seen = handshake.shown(word.forStep());
        boolean wanted = thrown instanceof Handshake.AcceptedException && seen.wantsClient();
        Shown shown = new Shown(seen.chain(), wanted);
        if (wanted && shown.chain().isPresent()) {
            return shown.chain().get().accepted(Instant.now());
        }
        throw fault == NetworkFault.LOST
                ? HttpFailure.of(fault, "")
                : failure(Flaws.of(thrown, shown, host, Instant.now()), shown.chain());
    }

    /** Returns the first address that accepts connections: one that does not says nothing about the certificate. */
    private InetAddress address(List<InetAddress> all, Word word) {
        return all.size() == 1
                ? all.get(0)
                : Handshake.accepting(all, port, word.forStep()).orElse(all.get(0));
    }

    private static HttpFailure failure(Flaw flaw, Optional<Chain> chain) {
        HttpFailure failure = HttpFailure.of(NetworkFault.TLS, flaw.cause(), "");
        return chain.map(seen -> failure.evidence(seen.evidence())).orElse(failure);
    }

    private SSLContext context() {
        try {
            return ssl.isPresent() ? ssl.get() : SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the default SSLContext of this JVM cannot be made", e);
        }
    }

    @Override
    public Optional<Command> command() {
        String turn = switch (startTls) {
            case NONE -> "";
            case SMTP -> " -starttls smtp";
            case POSTGRESQL -> " -starttls postgres";
        };
        return Optional.of(Command.shell(
                "openssl s_client -connect {} -servername {} -showcerts" + turn + " < /dev/null", remote(), host));
    }

    @Override
    public Remote remote() {
        return Remote.of(host, port);
    }

    @Override
    public String toString() {
        return remote().toString();
    }
}
