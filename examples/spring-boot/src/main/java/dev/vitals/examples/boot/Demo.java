package dev.vitals.examples.boot;

import com.zaxxer.hikari.HikariDataSource;
import dev.vitals.Vitals;
import dev.vitals.examples.faults.Console;
import dev.vitals.examples.faults.FaultDesk;
import dev.vitals.examples.faults.FaultServer;
import dev.vitals.examples.faults.HungCheck;
import dev.vitals.examples.faults.Payments;
import dev.vitals.examples.faults.RedisStore;
import dev.vitals.examples.faults.Servers;
import dev.vitals.examples.faults.Staff;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.redis.core.StringRedisTemplate;

/** The shop with what it needs to be tried: a real PostgreSQL and a real Redis, light load, and keys to make it sick. */
final class Demo implements AutoCloseable {
    private final Servers servers;
    private final ConfigurableApplicationContext shop;
    private final Staff staff;
    private final FaultDesk desk;
    private final FaultServer faults;

    private Demo(Servers servers, ConfigurableApplicationContext shop) {
        this.servers = servers;
        this.shop = shop;
        OrderService orders = shop.getBean(OrderService.class);
        this.staff = Staff.hire(orders::place, orders::count);
        this.desk = FaultDesk.of(
                servers,
                shop.getBean(HikariDataSource.class),
                store(shop.getBean(StringRedisTemplate.class)),
                shop.getBean(Payments.class),
                shop.getBean(HungCheck.class));
        this.faults = FaultServer.start(desk);
    }

    private static RedisStore store(StringRedisTemplate redis) {
        return new RedisStore() {
            @Override
            public void set(String key, String value) {
                redis.opsForValue().set(key, value);
            }

            @Override
            public void remove(String key) {
                redis.unlink(key);
            }
        };
    }

    /** Starts the servers, the shop, and its load. */
    static Demo start(PrintStream out, String... args) throws SQLException {
        Servers servers = Servers.start(step -> out.println("  " + step));
        try {
            servers.stock();
            ConfigurableApplicationContext shop = new SpringApplicationBuilder(ShopApplication.class)
                    .properties(deployed(servers))
                    .registerShutdownHook(false) // closed here, after what works on it
                    .run(args);
            return new Demo(servers, shop);
        } catch (SQLException | RuntimeException e) {
            servers.close();
            throw e;
        }
    }

    /** What a deployment would set: where the servers are, and what not to log of troubles that are meant to be. */
    private static Map<String, Object> deployed(Servers servers) {
        Properties login = servers.databaseLogin("shop");
        return Map.of(
                "spring.datasource.url", servers.databaseUrl(),
                "spring.datasource.username", login.getProperty("user"),
                "spring.datasource.password", login.getProperty("password"),
                "spring.data.redis.url", servers.redisUrl().toString(),
                "logging.level.com.zaxxer.hikari", "error",
                "logging.level.io.lettuce", "error");
    }

    /** Where the shop is. */
    String url() {
        return "http://127.0.0.1:" + shop.getEnvironment().getRequiredProperty("local.server.port");
    }

    /** Where faults are listed, injected and healed. */
    String faults() {
        return faults.url();
    }

    @Override
    public void close() {
        faults.close();
        staff.close();
        shop.close();
        servers.close();
    }

    /**
     * Runs the shop until it is asked to quit.
     *
     * @param args properties of the application, such as {@code --server.port=9090}
     * @throws Exception if it cannot start, or the keyboard cannot be read
     */
    public static void main(String[] args) throws Exception {
        PrintStream out = System.out;
        out.println("Starting real servers, and a small shop on Spring Boot:");
        try {
            run(start(out, args), out);
        } catch (RuntimeException e) {
            System.err.println(e.getMessage()); // where it is the shop that cannot start, Spring Boot has said more
            System.exit(1);
        }
        System.exit(0);
    }

    private static void run(Demo demo, PrintStream out) throws IOException, InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(demo::close, "demo-end"));
        String actuator = demo.url() + "/actuator";
        out.printf("%nHealth:  %s/health%n", actuator);
        out.printf("Report:  %s/vitals?format=text   (page, in a browser: %s/vitals)%n", actuator, actuator);
        out.printf("Faults:  curl -X POST %s/<name>   (heal: curl -X DELETE %s)%n%n", demo.faults(), demo.faults());
        Console.attend(demo.desk, demo.shop.getBean(Vitals.class), out);
    }
}
