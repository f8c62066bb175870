package dev.vitals.jdbc.internal.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ApplicationFrameTest {
    @Test
    void libraries_and_generated_classes_are_passed_over() {
        StackTraceElement frame = ApplicationFrame.of(stack(
                "com.zaxxer.hikari.pool.HikariPool#getConnection",
                "org.springframework.jdbc.datasource.DataSourceUtils#fetchConnection",
                "org.hibernate.internal.SessionImpl#find",
                "com.example.OrderService$$SpringCGLIB$$0#place",
                "jdk.proxy2.$Proxy42#place",
                "com.example.OrderService#lambda$place$3",
                "com.example.Main#main"));

        assertThat(ApplicationFrame.shortName(frame)).isEqualTo("OrderService.place");
    }

    @Test
    void a_stack_of_libraries_alone_is_named_by_where_it_began() {
        StackTraceElement frame =
                ApplicationFrame.of(stack("com.zaxxer.hikari.pool.HikariPool#getConnection", "java.lang.Thread#run"));

        assertThat(ApplicationFrame.shortName(frame)).isEqualTo("Thread.run");
    }

    @Test
    void a_missing_stack_is_named_too() {
        assertThat(ApplicationFrame.shortName(ApplicationFrame.of(List.of()))).isNotBlank();
    }

    private static List<StackTraceElement> stack(String... frames) {
        return Stream.of(frames)
                .map(frame -> frame.split("#"))
                .map(parts -> new StackTraceElement(parts[0], parts[1], "X.java", 1))
                .toList();
    }
}
