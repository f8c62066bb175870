package dev.vitals.examples.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The keys. */
class ConsoleTest {
    private final List<String> happened = new ArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final FaultDesk desk = new FaultDesk(List.of(new Noted("first"), new Noted("second")));

    @Test
    void each_key_does_what_the_list_says() throws Exception {
        Console console = new Console(
                desk,
                () -> happened.add("report"),
                () -> happened.add("dump"),
                new PrintStream(out, true, StandardCharsets.UTF_8));
        console.printKeys();

        console.readKeys(new ByteArrayInputStream("2\n2r?9dhq1".getBytes(StandardCharsets.UTF_8)));

        assertThat(happened).containsExactly("second in", "report", "dump", "second healed");
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("1  first", "2  second", "second is in:", "second is in already", "second is healed");
    }

    private final class Noted implements Fault {
        private final String name;

        Noted(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String description() {
            return "nothing bad";
        }

        @Override
        public void inject() {
            happened.add(name + " in");
        }

        @Override
        public void heal() {
            happened.add(name + " healed");
        }
    }
}
