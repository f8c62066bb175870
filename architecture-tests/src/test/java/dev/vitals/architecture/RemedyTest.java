package dev.vitals.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.architecture.RemedyCall.Kind;
import dev.vitals.probe.Argument;
import dev.vitals.probe.Command;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every command that the library can print runs as it is printed, whatever names the world puts into it. */
class RemedyTest {
    /** Names such as an attacker or a careless colleague would choose. */
    private static final String ODD = "it's \"odd\" `x` $(reboot) \\ ;--";

    /** Commands that cannot be read from the class file; each is tested where it is made. */
    private static final Set<String> PUT_TOGETHER = Set.of(
            "Account.sql", // its words reach this test by way of its callers
            "ClientProgram.command", // option by option
            "SequencesJudge.grant", // a list of schemas
            "MySqlLimits.raiseForUs", // one of two limits
            "PostgresReadOnly.row", // by where the setting stands; each is run on the server there
            "Remedies.grant", // command by command and key by key; each is run on the server there
            "Remedies.ofServer", // the command that failed
            "FaultKnowledge.lookUp"); // host by host

    /** Not a command for people. */
    private static final Set<String> FRAGMENTS = Set.of("StatementReader.read");

    private static final Collection<RemedyCall> CALLS = RemedyReader.read().stream()
            .filter(call -> !FRAGMENTS.contains(method(call)))
            .toList();

    @Test
    void every_command_can_be_read_or_is_known_to_be_put_together_elsewhere() {
        assertThat(CALLS).hasSizeGreaterThan(50);
        assertThat(CALLS.stream().filter(call -> call.words().isEmpty()).map(RemedyTest::method))
                .isSubsetOf(PUT_TOGETHER);
    }

    @Test
    void every_command_line_is_one_for_a_shell() throws Exception {
        Set<String> refused = new TreeSet<>();
        List<RemedyCall> lines = readable(call -> !call.sql());
        for (RemedyCall call : lines) {
            Object[] names = new Object[call.places()];
            Arrays.fill(names, ODD);
            String line = Command.shell(call.words().orElseThrow(), names).text();
            if (!understands(line)) {
                refused.add(call + "  " + line);
            }
        }
        System.out.printf(
                "Remedies: %d commands, of these %d command lines checked, %d refused%n",
                CALLS.size(), lines.size(), refused.size());
        assertThat(lines).hasSizeGreaterThan(20);
        assertThat(refused).isEmpty();
    }

    @Test
    void every_statement_is_understood_by_its_server() throws Exception {
        Set<String> refused = new TreeSet<>();
        List<RemedyCall> statements = readable(RemedyCall::sql);
        try (PreparedSql servers = new PreparedSql()) {
            for (RemedyCall call : statements) {
                refusal(servers, call).ifPresent(refused::add);
            }
        }
        System.out.printf(
                "Remedies: %d commands, of these %d statements prepared, %d refused%n",
                CALLS.size(), statements.size(), refused.size());
        assertThat(statements).hasSizeGreaterThan(25);
        assertThat(refused).isEmpty();
    }

    /** Where it cannot be seen how an argument is made, any way to quote that the server understands will do. */
    private static Optional<String> refusal(PreparedSql servers, RemedyCall call) throws SQLException {
        Set<String> refusals = new TreeSet<>();
        boolean postgres = call.owner().contains(".postgres.");
        for (List<Argument> arguments : choices(call, postgres)) {
            String sql = new Command(Command.Language.SQL, call.words().orElseThrow(), arguments).text();
            Set<String> why = servers.refusals(postgres, sql, call.places() > 0);
            if (why.isEmpty()) {
                return Optional.empty();
            }
            refusals.add(sql + " " + why);
        }
        return Optional.of(call + "  " + refusals);
    }

    private static List<List<Argument>> choices(RemedyCall call, boolean postgres) {
        List<List<Argument>> all = List.of(List.of());
        for (int i = 0; i < call.places(); i++) {
            List<Argument> choice = choice(call.argument(i), postgres);
            all = all.stream()
                    .flatMap(start -> choice.stream().map(next -> {
                        List<Argument> longer = new ArrayList<>(start);
                        longer.add(next);
                        return longer;
                    }))
                    .collect(Collectors.toList());
        }
        return all;
    }

    private static List<Argument> choice(Kind kind, boolean postgres) {
        Argument number = new Argument("7", Argument.Quoting.NONE);
        return switch (kind) {
            case NUMBER -> List.of(number);
            case IDENTIFIER -> List.of(Argument.identifier(ODD));
            case LITERAL -> List.of(Argument.literal(ODD));
            case MYSQL_IDENTIFIER -> List.of(Argument.mysqlIdentifier(ODD));
            case MYSQL_LITERAL -> List.of(Argument.mysqlLiteral(ODD));
            case UNKNOWN ->
                postgres
                        ? List.of(Argument.identifier(ODD), Argument.literal(ODD), number)
                        : List.of(Argument.mysqlLiteral(ODD), Argument.mysqlIdentifier(ODD), number);
        };
    }

    private static boolean understands(String line) throws IOException, InterruptedException {
        return new ProcessBuilder("sh", "-n", "-c", line)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    private static List<RemedyCall> readable(Predicate<RemedyCall> which) {
        return CALLS.stream()
                .filter(call -> call.words().isPresent())
                .filter(which)
                .toList();
    }

    private static String method(RemedyCall call) {
        String place = call.place().substring(0, call.place().lastIndexOf(':'));
        return place.replaceAll("lambda\\$(\\w+)\\$\\d+", "$1");
    }
}
