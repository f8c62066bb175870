package dev.vitals.spring.tests.more;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.logging.Level;
import org.awaitility.Awaitility;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A real browser without a window. */
final class Browser implements AutoCloseable {
    private static final Duration PLENTY = Duration.ofSeconds(60);

    private final ChromeDriver driver;

    Browser() {
        ChromeOptions options = new ChromeOptions();
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(new File("/usr/bin/chromedriver"))
                        .usingAnyFreePort()
                        .build(),
                options);
    }

    /** Forgets who is logged in, and what earlier pages complained of. */
    void begin() {
        driver.get("about:blank");
        driver.manage().deleteAllCookies();
        complaints();
    }

    void open(String url) {
        driver.get(url);
    }

    /** By Spring Security's own form. */
    void logIn(String url, String user, String password) {
        driver.get(url);
        type("username", user);
        type("password", password);
        driver.findElement(By.cssSelector("[type=submit]")).click();
        Awaitility.await().atMost(PLENTY).until(() -> !driver.getCurrentUrl().contains("/login"));
        complaints(); // the page it leads to is not ours
    }

    void type(String field, String text) {
        driver.findElement(By.name(field)).sendKeys(text);
    }

    void press(String xpath) {
        driver.findElement(By.xpath(xpath)).click();
    }

    void unfold(String check) {
        script("[...document.querySelectorAll('main>details')].filter(d => d.querySelector('.n').textContent === '" + check
                + "').forEach(d => { d.open = true; })");
    }

    void pressButton(String name) {
        press("//button[.='" + name + "']");
    }

    /** Presses what ends in another page, or in the same one anew, and waits for that. */
    void pressThrough(String xpath) {
        script("window.before = true");
        press(xpath);
        Awaitility.await()
                .atMost(PLENTY)
                .ignoreExceptions()
                .until(() -> script("return !window.before && document.readyState === 'complete'").equals(true));
    }

    void follow(String partOfLink) {
        driver.findElement(By.partialLinkText(partOfLink)).click();
    }

    void awaitText(String text) {
        Awaitility.await()
                .atMost(PLENTY)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(text()).contains(text));
    }

    String text() {
        return driver.findElement(By.tagName("body")).getText();
    }

    String title() {
        return driver.getTitle();
    }

    Object script(String script) {
        return driver.executeScript(script);
    }

    /** What axe-core finds wrong with the page for people who do not see or use it as others do. */
    List<?> barriers() throws IOException {
        try (InputStream in = Browser.class.getResourceAsStream("/axe.min.js")) {
            script(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
        }
        return (List<?>) driver.executeAsyncScript("const done = arguments[0]; axe.run().then(found => done("
                + "found.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' '))))");
    }

    /** What was complained of since the last call; that a page or an operation was answered so, the page says itself. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(entry -> entry.getLevel() + " " + entry.getMessage())
                .filter(complaint -> !complaint.contains("Failed to load resource: the server responded with a status of"))
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
