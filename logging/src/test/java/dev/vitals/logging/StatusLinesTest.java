package dev.vitals.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.vitals.Vitals;
import dev.vitals.probe.Result;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What Vitals itself writes into an application's log. */
class StatusLinesTest {
    private static final String ATTACK = "\r\nERROR forged \u001b[31m\u202e\u200b\u2028";

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    @Test
    void a_change_is_one_line_without_secrets_whatever_the_server_says() {
        Logger logger = (Logger) LoggerFactory.getLogger("dev.vitals.status");
        AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                lines.add(event.getFormattedMessage());
            }
        };
        appender.start();
        logger.addAppender(appender);
        try (Vitals vitals = Vitals.builder("orders")
                .schedule(false)
                .check("told", context -> Result.down("db.lost", "login failed, password=kanari" + ATTACK))
                .check("thrown", context -> {
                    throw new IllegalStateException(
                            "outer" + ATTACK, new IllegalStateException("token=kanari" + ATTACK));
                })
                .build()) {
            vitals.report();
            await().until(() -> lines.size() == 2);
        } finally {
            logger.detachAppender(appender);
        }

        assertThat(lines)
                .anyMatch(line -> line.startsWith("told UNKNOWN -> DOWN db.lost: login failed, password=[redacted]"))
                .anyMatch(line -> line.contains("thrown UNKNOWN -> DOWN") && line.contains("forged"))
                .noneMatch(line -> line.contains("kanari"))
                .noneMatch(line -> line.codePoints()
                        .anyMatch(character -> Character.isISOControl(character)
                                || Character.getType(character) == Character.FORMAT
                                || Character.getType(character) == Character.LINE_SEPARATOR));
    }
}
