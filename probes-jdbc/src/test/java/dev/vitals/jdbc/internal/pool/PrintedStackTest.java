package dev.vitals.jdbc.internal.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrintedStackTest {
    @Test
    void a_printed_stack_is_read_as_it_was() {
        StringWriter text = new StringWriter();
        Exception error = new Exception("at nothing.of(Mine)");
        error.printStackTrace(new PrintWriter(text));

        assertThat(PrintedStack.of(text.toString()))
                .extracting(frame -> frame.getClassName() + "." + frame.getMethodName() + ":" + frame.getLineNumber())
                .containsExactlyElementsOf(List.of(error.getStackTrace()).stream()
                        .map(frame -> frame.getClassName() + "." + frame.getMethodName() + ":"
                                + Math.max(-1, frame.getLineNumber()))
                        .toList());
    }

    @Test
    void other_text_is_no_stack() {
        assertThat(PrintedStack.of("")).isEmpty();
        assertThat(PrintedStack.of("at (nothing) all")).isEmpty();
    }
}
