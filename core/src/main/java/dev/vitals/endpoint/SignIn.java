package dev.vitals.endpoint;

import dev.vitals.format.Access;
import dev.vitals.probe.Status;
import java.util.Optional;

/**
 * Where a browser asks its person for a password: it does so when it is challenged, and no other answer here does that. It
 * sends the password by itself from then on, with everything below the base.
 */
final class SignIn {
    private static final String PATH = "/sign-in";

    private SignIn() {}

    static boolean isAsked(HttpCall call) {
        return call.path().equals(PATH)
                && (call.method().equals("GET") || call.method().equals("HEAD"));
    }

    static HealthResponse answer(Authoriser authoriser, Access access) {
        Optional<String> challenge = authoriser.challenge();
        if (challenge.isEmpty()) {
            return Problem.of(404, "nobody can sign in here: the application's authoriser knows no password");
        }
        return access == Access.OPERATE
                ? Pages.of(
                        200,
                        "signed in",
                        Status.UP,
                        html -> html.of("h1", "Signed in as operator")
                                .in("p")
                                .of("a", "status page", "href", "./")
                                .end())
                : Problem.of(401, "the password is the operators' token; any name will do")
                        .header("WWW-Authenticate", challenge.get());
    }
}
