package dev.vitals.spring.tests;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** What {@link StartUpCost} starts: prints what it cost to be ready, and to answer 20 requests for a path. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class CostApplication {
    static final String MARK = "COST ";

    public static void main(String[] args) throws Exception {
        ConfigurableApplicationContext context =
                SpringApplication.run(CostApplication.class, Arrays.copyOfRange(args, 1, args.length));
        long ready = System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
        ask(context, args[0]);
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        long metaspace = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().equals("Metaspace"))
                .mapToLong(pool -> pool.getUsage().getUsed())
                .sum();
        System.out.println(MARK + ready + " "
                + ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() + " " + metaspace + " "
                + ManagementFactory.getThreadMXBean().getThreadCount() + " "
                + ManagementFactory.getClassLoadingMXBean().getLoadedClassCount());
        Runtime.getRuntime().halt(0);
    }

    /** With one client for all applications, so that its threads and classes are in all of them. */
    private static void ask(ConfigurableApplicationContext context, String path) throws Exception {
        String port = context.getEnvironment().getRequiredProperty("local.server.port");
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
        HttpClient client = HttpClient.newHttpClient();
        for (int i = 0; i < 20; i++) {
            client.send(request, BodyHandlers.discarding());
        }
    }
}
