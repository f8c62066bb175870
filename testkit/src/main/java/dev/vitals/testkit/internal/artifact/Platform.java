package dev.vitals.testkit.internal.artifact;

import dev.vitals.testkit.options.ServerException;
import java.util.Locale;

/** The systems the server binaries exist for, with the names their artifacts give them, empty where there are none. */
public enum Platform {
    LINUX_X64("linux-amd64", "linux-amd64", "linux64", "Linux-amd64"),
    LINUX_ARM64("linux-arm64v8", "linux-arm64", "", ""),
    MAC_X64("darwin-amd64", "darwin-amd64", "", "Mac_OS_X-x86_64"),
    MAC_ARM64("darwin-arm64v8", "darwin-arm64", "macos-arm64", "");

    private final String postgres;
    private final String redis;
    private final String mariaDb;
    private final String mySql;

    Platform(String postgres, String redis, String mariaDb, String mySql) {
        this.postgres = postgres;
        this.redis = redis;
        this.mariaDb = mariaDb;
        this.mySql = mySql;
    }

    public static Platform current() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        boolean arm = arch.equals("aarch64");
        if (os.contains("linux")) {
            return arm ? LINUX_ARM64 : LINUX_X64;
        }
        if (os.contains("mac")) {
            return arm ? MAC_ARM64 : MAC_X64;
        }
        throw new ServerException("there are no server binaries for " + os + " " + arch
                + ": run the tests on Linux or macOS, or use a Docker image (ServerOptions.withImage)");
    }

    public String postgres() {
        return postgres;
    }

    public String redis() {
        return redis;
    }

    public String mariaDb() {
        return named("MariaDB", mariaDb);
    }

    public String mySql() {
        return named("MySQL", mySql);
    }

    /** For some there are no binaries. */
    private String named(String product, String name) {
        if (name.isEmpty()) {
            throw new ServerException("there are no " + product + " binaries for " + postgres
                    + ": use a Docker image (ServerOptions.withImage)");
        }
        return name;
    }
}
