package dev.vitals.testkit.internal.recipe;

import java.util.Locale;

/** The two products that speak MySQL's protocol and most of its SQL: their names for things follow from their own. */
public enum MySqlFamily {
    MARIA_DB("MariaDB"),
    MY_SQL("MySQL");

    public static final String ADMIN = "root";
    public static final String DATABASE = "test";

    private final String product;

    MySqlFamily(String product) {
        this.product = product;
    }

    public String product() {
        return product;
    }

    /** In a JDBC URL. */
    public String scheme() {
        return product.toLowerCase(Locale.ROOT);
    }

    /** The program that asks a server. */
    public String client() {
        return scheme();
    }

    public String daemon() {
        return scheme() + "d";
    }

    /** A variable of the environment that its Docker images know. */
    public String variable(String name) {
        return product.toUpperCase(Locale.ROOT) + "_" + name;
    }
}
