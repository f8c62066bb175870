package dev.vitals.remote;

import static java.util.stream.Collectors.joining;

import dev.vitals.probe.Cause;
import dev.vitals.probe.Cause.Kind;
import dev.vitals.probe.Command;
import dev.vitals.probe.Remedy;
import java.util.List;

/** What is known of a fault, whatever the family: for the catalogue, and for an address at hand. */
final class FaultKnowledge {
    private FaultKnowledge() {}

    static Cause cause(NetworkFault fault, String family, String product) {
        String explanation = explanation(fault, product);
        return new Cause(fault.code(family), kind(fault), fault.words(), explanation, steps(fault, product));
    }

    static List<Remedy> remedies(NetworkFault fault, Remote remote, String product) {
        String where = remote.known() ? remote.toString() : "its address";
        return steps(fault, product + " at {}").stream()
                .map(step -> step.contains("{}") ? Remedy.words(step, where) : Remedy.words(step))
                .map(remedy -> fault == NetworkFault.DNS && remote.known() ? remedy.run(lookUp(remote)) : remedy)
                .toList();
    }

    private static Command lookUp(Remote remote) {
        String places = remote.endpoints().stream().map(endpoint -> " {}").collect(joining());
        return Command.shell(
                "getent hosts" + places,
                remote.endpoints().stream().map(Remote.Endpoint::host).toArray());
    }

    private static Kind kind(NetworkFault fault) {
        return switch (fault) {
            case DNS, UNREACHABLE, TIMEOUT, REFUSED, TLS, PROTOCOL, LOST -> Kind.UNREACHABLE;
            case AUTHENTICATION -> Kind.DENIED;
            case BUSY, CLOSED -> Kind.OURS;
        };
    }

    private static String explanation(NetworkFault fault, String product) {
        return switch (fault) {
            case DNS ->
                "The host name of " + product + " has no address, or the resolver of this host does not answer.";
            case UNREACHABLE ->
                "No network route leads from this host to " + product
                        + ", most often because of routing, a firewall or a" + " VPN.";
            case TIMEOUT ->
                "Nothing came back from " + product + " in time. It is frozen or overloaded, or a firewall drops the"
                        + " packets.";
            case REFUSED ->
                "The host is up, but nothing accepts connections on the port of " + product
                        + ". It is not running, or listens elsewhere.";
            case TLS ->
                "The two sides cannot agree on encryption: one wants TLS and the other does not, or the certificate"
                        + " of " + product + " is not trusted here.";
            case PROTOCOL ->
                "Something answers where " + product + " should, but in another protocol. The port is wrong, or a"
                        + " proxy answers by itself.";
            case AUTHENTICATION ->
                "The credentials for " + product + " are rejected, or its access rules do not let this user or host"
                        + " in. The next attempt waits for about a minute, so as not to lock the account.";
            case LOST ->
                "An open connection to " + product + " broke: the server was restarted or ended it, or a device in"
                        + " between did.";
            case BUSY ->
                "Another check was using the shared connection for all the time this one could wait. That says"
                        + " nothing about " + product + ".";
            case CLOSED ->
                "The application has closed these checks, so none of them runs. That says nothing about " + product
                        + ".";
        };
    }

    private static List<String> steps(NetworkFault fault, String product) {
        return switch (fault) {
            case DNS -> List.of("correct the host name of " + product + ", or repair name resolution on this host");
            case UNREACHABLE ->
                List.of("check the network path between this host and " + product + ": routes, firewall, VPN");
            case TIMEOUT ->
                List.of("check " + product + " for a frozen or overloaded process and a stalled disk, and the path to"
                        + " it for a firewall that drops packets");
            case REFUSED -> List.of("start " + product + ", or correct host and port");
            case TLS ->
                List.of("check that both this side and " + product
                        + " use TLS, and that the certificate names the host and"
                        + " comes from an authority that is trusted here");
            case PROTOCOL -> List.of("correct host and port of " + product + ", or check the proxy in front of it");
            case AUTHENTICATION -> List.of("correct the credentials for " + product + ", or its access rules");
            case LOST -> List.of("check the log of " + product + ", and any proxy in between, for why connections end");
            case BUSY -> List.of("find out why the check that has the connection takes so long");
            case CLOSED -> List.of();
        };
    }
}
