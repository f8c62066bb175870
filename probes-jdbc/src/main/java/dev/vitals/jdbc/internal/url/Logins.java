package dev.vitals.jdbc.internal.url;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks for the login again at each connect, so that a changed password is taken up, and remembers the one used. */
public final class Logins {
    private final Supplier<Login> source;
    private volatile @Nullable Login used;

    public Logins(Supplier<Login> source) {
        this.source = source;
    }

    public Login next() {
        Login login = source.get();
        used = login;
        return login;
    }

    /** A source of passwords that fails must not keep anybody from telling that it does. */
    public Target target() {
        Login login = used;
        try {
            return (login == null ? source.get() : login).target();
        } catch (RuntimeException e) {
            return Target.UNKNOWN;
        }
    }

    public Secret secret() {
        Login login = used;
        return login == null ? Secret.NONE : login.secret();
    }

    /** Whether trying again makes sense before its time. One that is generated is another one each time. */
    public boolean changed() {
        Login login = used;
        return login != null && !login.generated() && !login.sameAs(source.get());
    }
}
