package dev.vitals.jdbc.internal.pool;

import dev.vitals.text.Clean;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the frame of a stack that a developer of the application would recognise. */
final class ApplicationFrame {
    /** The code between an application and its pool. */
    private static final List<String> INFRASTRUCTURE = List.of(
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
            "org.apache.tomcat.",
            "org.eclipse.jetty.",
            "io.undertow.");

    private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.+)\\$\\d+");
    static final StackTraceElement UNKNOWN = new StackTraceElement("(unknown)", "", null, -1);

    private ApplicationFrame() {}

    /** The first frame that belongs to neither a library nor a generated class; without one, the last frame. */
    static StackTraceElement of(List<StackTraceElement> stack) {
        return stack.stream()
                .filter(frame -> isApplication(frame.getClassName()))
                .findFirst()
                .orElseGet(() -> stack.isEmpty() ? UNKNOWN : stack.get(stack.size() - 1));
    }

    /** Class and method without package, such as {@code OrderService.place}. */
    static String shortName(StackTraceElement frame) {
        String type = frame.getClassName().substring(frame.getClassName().lastIndexOf('.') + 1);
        Matcher lambda = LAMBDA.matcher(frame.getMethodName());
        return Clean.line(type + "." + (lambda.matches() ? lambda.group(1) : frame.getMethodName()), 120);
    }

    /** Class, method, file and line, without the class loader's name that {@code toString} puts before them. */
    static String fullName(StackTraceElement frame) {
        String file = frame.getFileName() == null ? "unknown" : frame.getFileName() + ":" + frame.getLineNumber();
        return Clean.line(frame.getClassName() + "." + frame.getMethodName() + "(" + file + ")", 200);
    }

    /** Whether a class is neither a library's nor generated. */
    static boolean isApplication(String type) {
        boolean generated = type.contains("$$") || type.contains("$Proxy");
        return !generated && INFRASTRUCTURE.stream().noneMatch(type::startsWith);
    }
}
