package dev.vitals.http.internal.tls;

import dev.vitals.probe.Cause;
import dev.vitals.probe.Cause.Kind;

/** What can be wrong with a certificate or its chain, gravest first. */
public enum Flaw {
    /** Its time is over. */
    EXPIRED(
            "expired",
            "certificate expired",
            "The certificate, or one of those that vouch for it, is past its last day. Every client that checks it"
                    + " refuses to connect.",
            "renew the certificate and reload the server",
            "find out why the automatic renewal did not work"),
    /** Its time has not come. */
    NOT_YET_VALID(
            "not-yet-valid",
            "certificate not valid yet",
            "The first day of the certificate is still to come. It was issued ahead of time, or a clock is wrong.",
            "compare the clocks of this host and of the server with the true time",
            "use the former certificate until then"),
    /** It is for another host. */
    WRONG_HOST(
            "wrong-host",
            "certificate is for another host",
            "The certificate does not name the host that was asked for. The server lacks a certificate for it, or the"
                    + " name leads to another server.",
            "issue the certificate for this name as well, or use one of the names it has",
            "check where the name leads"),
    /** It vouches for itself. */
    SELF_SIGNED(
            "self-signed",
            "certificate vouches for itself",
            "The certificate is signed with its own key and is not trusted here. Often that is the default of a fresh"
                    + " installation, or a proxy answers.",
            "use a certificate from an authority that is trusted here",
            "or add this certificate to what is trusted, if that is intended"),
    /** The one between it and the authority is missing. */
    INCOMPLETE(
            "incomplete",
            "certificate chain is incomplete",
            "The server sends its certificate alone, and what issued it is not known here. Most likely it should send"
                    + " the intermediate certificate too; browsers often fetch that by themselves, other clients do not.",
            "set the server up to send the full chain, its own certificate first"),
    /** Nothing trusted here vouches for it. */
    UNTRUSTED(
            "untrusted",
            "authority is not trusted",
            "The chain of certificates leads to an authority that is not trusted here.",
            "add the authority to the trust store of this application",
            "if the authority is a surprise, find out which proxy intercepts the connection"),
    /** Signed or keyed in a way that is no longer safe. */
    WEAK(
            "weak",
            "certificate is too weak",
            "The certificate, or one of those that vouch for it, has a key or a signature that this JVM no longer accepts, such as"
                    + " MD5 or RSA with fewer than 1024 bits.",
            "issue the certificate again, with a key and a signature of today"),
    /** Wants a certificate that the client does not have. */
    CLIENT_CERTIFICATE(
            "client-certificate",
            "server wants a certificate from its client",
            "The server asks its clients for a certificate and ends the handshake without one, or does not accept the one it"
                    + " gets.",
            "give the check an SSLContext with a key and certificate that the server accepts",
            "check whether the client's certificate has expired"),
    /** Plain text all the way. */
    NOT_OFFERED(
            "not-offered",
            "server offers no TLS",
            "The server speaks its protocol in plain text and does not turn to TLS when asked to: it is not set up for it, or"
                    + " something on the way removes the offer.",
            "set the server up for TLS",
            "compare with what a client on the server's own host gets, to find out what removes the offer"),
    /** No agreement, whatever the certificate. */
    HANDSHAKE(
            "handshake",
            "no agreement on TLS",
            "The two sides do not agree on TLS. The port may not speak TLS at all, protocol versions or ciphers may have"
                    + " nothing in common, or the server knows no such name.",
            "check whether the port speaks TLS, and which versions");

    @SuppressWarnings("ImmutableEnumChecker") // a record of strings and an unmodifiable list
    private final Cause cause;

    Flaw(String suffix, String title, String explanation, String... steps) {
        this.cause = Cause.of("tls." + suffix, Kind.UNREACHABLE, title, explanation, steps);
    }

    public Cause cause() {
        return cause;
    }
}
