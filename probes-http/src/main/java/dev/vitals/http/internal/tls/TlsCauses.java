package dev.vitals.http.internal.tls;

import dev.vitals.probe.Cause;
import dev.vitals.probe.Cause.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What can be wrong with certificates, besides their flaws. */
public final class TlsCauses {
    /** The end is near. */
    public static final Cause EXPIRES_SOON = Cause.of(
            "tls.expires-soon",
            Kind.EXHAUSTED,
            "certificate ends soon",
            "The certificate, or one of those that vouch for it, has little time left. If it is renewed automatically, that"
                    + " has not worked yet.",
            "renew the certificate and reload the server",
            "find out why the automatic renewal did not work");

    /** A store or file of our own has none. */
    public static final Cause NONE = Cause.of(
            "tls.no-certificate",
            Kind.UNKNOWN,
            "no certificate to check",
            "The key store has no entry with a key and its certificate, or the file has no certificate in PEM form.",
            "check that the check names the right file");

    /** A store or file of our own cannot be read. */
    public static final Cause UNREADABLE = Cause.of(
            "tls.unreadable",
            Kind.UNKNOWN,
            "certificates cannot be read",
            "The key store or file is missing, may not be read by this process, needs another password, or is"
                    + " damaged.",
            "check that the file is there and that this process may read it",
            "check type and password of the key store");

    private TlsCauses() {}

    /**
     * Returns every cause of this room.
     *
     * @return the causes
     */
    public static List<Cause> all() {
        return Stream.concat(Arrays.stream(Flaw.values()).map(Flaw::cause), Stream.of(EXPIRES_SOON, NONE, UNREADABLE))
                .toList();
    }
}
