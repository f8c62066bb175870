package dev.vitals.testkit;

import java.util.Locale;

/** The two products that speak MySQL's protocol and most of its SQL: their names for things follow from their own. */
enum MySqlFamily {
    MARIA_DB("MariaDB"),
    MY_SQL("MySQL");

    static final String ADMIN = "root";
    static final String DATABASE = "test";

    private final String product;

    MySqlFamily(String product) {
        this.product = product;
    }

    String product() {
        return product;
    }

    /** In a JDBC URL. */
    String scheme() {
        return product.toLowerCase(Locale.ROOT);
    }

    /** The program that asks a server. */
    String client() {
        return scheme();
    }

    String daemon() {
        return scheme() + "d";
    }

    /** A variable of the environment that its Docker images know. */
    String variable(String name) {
        return product.toUpperCase(Locale.ROOT) + "_" + name;
    }
}
