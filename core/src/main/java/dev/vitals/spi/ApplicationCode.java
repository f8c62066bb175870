package dev.vitals.spi;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds in a stack what a developer of the application would recognise: the innermost code that belongs to neither a
 * library nor a generated class. Libraries are known by a list of packages, those between an application and what it waits
 * for; a library that is not on the list counts as the application's own code.
 *
 * <p>Static and thread-safe. Refuses nulls.
 *
 * @since 0.1.0
 */
public final class ApplicationCode {
    /** The code between an application and its servers, pools and threads. */
    private static final List<String> LIBRARIES = List.of(
            "dev.vitals.jdbc.internal.",
            "dev.vitals.jdbc.TrackedDataSource",
            "java.",
            "javax.",
            "jakarta.",
            "jdk.",
            "sun.",
            "com.sun.",
            "kotlin.",
            "kotlinx.",
            "scala.",
            "groovy.",
            "org.codehaus.groovy.",
            "org.apache.groovy.",
            "com.zaxxer.hikari.",
            "org.apache.commons.dbcp2.",
            "org.apache.commons.pool2.",
            "io.agroal.",
            "redis.clients.",
            "io.lettuce.",
            "org.postgresql.",
            "org.mariadb.",
            "com.mysql.",
            "org.sqlite.",
            "oracle.",
            "com.microsoft.sqlserver.",
            "org.h2.",
            "software.amazon.jdbc.",
            "io.quarkus.",
            "org.springframework.",
            "org.hibernate.",
            "org.eclipse.persistence.",
            "org.jooq.",
            "org.jdbi.",
            "org.apache.ibatis.",
            "org.mybatis.",
            "com.querydsl.",
            "io.ebean.",
            "org.flywaydb.",
            "liquibase.",
            "com.p6spy.",
            "net.ttddyy.",
            "io.micrometer.",
            "io.opentelemetry.",
            "datadog.",
            "com.newrelic.",
            "net.bytebuddy.",
            "org.aspectj.",
            "io.github.resilience4j.",
            "reactor.",
            "io.netty.",
            "org.apache.catalina.",
            "org.apache.coyote.",
            "org.apache.tomcat.",
            "org.eclipse.jetty.",
            "io.undertow.",
            "org.slf4j.",
            "ch.qos.logback.",
            "org.apache.logging.log4j.");

    private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.+)\\$\\d+");

    private ApplicationCode() {}

    /**
     * Returns the innermost frame of the application.
     *
     * @param stack a stack, innermost frame first
     * @return the frame; empty if there is none
     */
    public static Optional<StackTraceElement> innermost(List<StackTraceElement> stack) {
        return stack.stream().filter(frame -> contains(frame.getClassName())).findFirst();
    }

    /**
     * Returns whether a class is neither a library's nor generated.
     *
     * @param className the binary name of the class
     * @return whether the class is the application's
     */
    public static boolean contains(String className) {
        boolean generated = className.contains("$$") || className.contains("$Proxy");
        return !generated && LIBRARIES.stream().noneMatch(className::startsWith);
    }

    /**
     * Returns the method of a frame, which for a lambda is the one that it is written in.
     *
     * @param frame the frame
     * @return the name without class and arguments
     */
    public static String method(StackTraceElement frame) {
        Matcher lambda = LAMBDA.matcher(frame.getMethodName());
        return lambda.matches() ? lambda.group(1) : frame.getMethodName();
    }
}
