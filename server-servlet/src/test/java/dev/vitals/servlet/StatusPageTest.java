package dev.vitals.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitals.dump.DumpRequest;
import dev.vitals.endpoint.Authoriser;
import dev.vitals.endpoint.HealthHandler;
import dev.vitals.format.Access;
import dev.vitals.testkit.RequiresProgram;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** The status page in a real browser, served by a real container below a base path. */
@Timeout(180)
@RequiresProgram(Chromium.DRIVER)
@TestInstance(Lifecycle.PER_CLASS)
class StatusPageTest {
    private static final Duration PLENTY = Duration.ofSeconds(60);

    private final Scene scene = new Scene();
    private Container container;
    private Chromium browser;
    private String page;

    @BeforeAll
    void start() throws Exception {
        container = Container.jetty(Map.of(
                "/health/*",
                HealthServlet.of(scene.vitals()),
                "/operate/*",
                HealthServlet.of(HealthHandler.of(scene.vitals()), Authoriser.always(Access.OPERATE))));
        page = "http://127.0.0.1:" + container.port() + "/shop/health?format=html";
        browser = new Chromium();
    }

    @AfterAll
    void stop() throws Exception {
        browser.close();
        container.stop();
        scene.close();
    }

    @BeforeEach
    void fresh() {
        browser.scripts(true);
        browser.show(1200, "light", "screen");
        browser.driver().get("about:blank");
        browser.complaints();
    }

    @ParameterizedTest
    @CsvSource({"light,1200,light,screen", "dark,1200,dark,screen", "phone,360,light,screen", "print,900,light,print"})
    void it_is_accessible_and_complains_of_nothing(String name, int width, String scheme, String medium)
            throws Exception {
        browser.show(width, scheme, medium);
        browser.driver().get(page);
        browser.shoot(name);

        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.driver().getTitle()).isEqualTo("shop DOWN");
        assertThat(violations()).isEmpty();
        assertThat(script("return document.documentElement.scrollWidth <= innerWidth"))
                .as("nothing is wider than the screen")
                .isEqualTo(true);
    }

    /** Whether scripts run or not: there are none in these pages, and what is done is done by forms. */
    @ParameterizedTest
    @CsvSource({"light,1200,light,screen", "dark,1200,dark,screen", "phone,360,light,screen", "print,900,light,print"})
    void an_operator_finds_every_page_good(String name, int width, String scheme, String medium) throws Exception {
        browser.show(width, scheme, medium);
        String base = page.replace("/health?format=html", "/operate");
        String incident = scene.vitals().incidents().orElseThrow().list().get(0).id();
        assertThat(scene.vitals().dump(DumpRequest.DEFAULT).await(PLENTY)).isPresent();
        Map<String, String> pages = Map.of(
                "operator", "",
                "incident", "/incidents/" + incident,
                "incidents", "/incidents",
                "trends", "/incidents/trends",
                "dump", "/dump/latest",
                "document", "/incidents/" + incident + "/post-mortem");
        for (Map.Entry<String, String> one : pages.entrySet()) {
            browser.driver().get(base + one.getValue());
            browser.shoot(one.getKey() + "-" + name);

            assertThat(browser.complaints()).as(one.getKey()).isEmpty();
            assertThat(violations()).as(one.getKey()).isEmpty();
            assertThat(script("return document.documentElement.scrollWidth <= innerWidth"))
                    .as(one.getKey() + " is not wider than the screen")
                    .isEqualTo(true);
            assertThat(script("return [...document.images].every(i => i.complete && i.naturalWidth > 0)"))
                    .as(one.getKey() + " shows its pictures")
                    .isEqualTo(true);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_operator_runs_a_check_answers_an_incident_and_takes_a_dump(boolean scripts) {
        browser.scripts(scripts);
        browser.driver().get(page.replace("/health?format=html", "/operate"));
        unfold("licence");
        press(By.xpath("//details[contains(., 'licence')]//button[.='run now']"), "has been run now");
        press(By.linkText("all checks"), "All 11 checks");

        press(By.partialLinkText("incident "), "Say what you do");
        browser.driver().findElement(By.name("by")).sendKeys("Ann");
        browser.driver().findElement(By.name("text")).sendKeys("<b>called billing</b>");
        press(By.xpath("//button[.='note']"), "by Ann <b>called billing</b>");
        press(By.linkText("status page"), "All 11 checks");

        press(By.xpath("//button[.='take a dump']"), "see how far it is");
        press(By.linkText("see how far it is"), "complete, taken in");
        assertThat(browser.driver().findElement(By.partialLinkText(".zip")).getDomAttribute("href"))
                .endsWith("/download");
        assertThat(browser.complaints()).isEmpty();
    }

    private void unfold(String check) {
        WebElement details = browser.driver().findElement(summary(check)).findElement(By.xpath(".."));
        if (details.getDomAttribute("open") == null) {
            browser.driver().findElement(summary(check)).click();
        }
    }

    private void press(By what, String then) {
        browser.driver().findElement(what).click();
        await().atMost(PLENTY).ignoreExceptions().until(() -> body().contains(then));
    }

    private String body() {
        return browser.driver().findElement(By.tagName("body")).getText();
    }

    @Test
    void it_is_whole_without_scripts_and_then_renews_itself() {
        browser.scripts(false);
        browser.driver().get(page);
        WebElement before = browser.driver().findElement(By.tagName("main"));

        assertThat(before.getText()).contains("locks.blocked", "SELECT pg_terminate_backend(10728);", "ruled out");
        await().atMost(PLENTY)
                .ignoreExceptions()
                .until(() -> !before.equals(browser.driver().findElement(By.tagName("main"))));
    }

    @Test
    void no_script_and_no_style_of_another_runs_in_it() {
        browser.driver().get(page);

        script(
                "const s = document.createElement('script'); s.textContent = 'window.owned = 1'; document.head.append(s);"
                        + "document.body.setAttribute('style', 'color:red'); document.body.setAttribute('onclick', 'window.owned=1');"
                        + "document.body.click(); const i = document.createElement('img'); i.src = '/x'; document.body.append(i)");

        assertThat(script("return window.owned")).isNull();
        assertThat(script("return getComputedStyle(document.body).color")).isNotEqualTo("rgb(255, 0, 0)");
        assertThat(browser.complaints())
                .anySatisfy(complaint -> assertThat(complaint).contains("Content Security Policy"));
    }

    @Test
    void commands_are_copied_and_checks_are_filtered() {
        browser.driver().get(page);

        WebElement button = browser.driver().findElement(By.cssSelector("code+button"));
        button.click();
        await().atMost(PLENTY).until(() -> button.getText().equals("copied"));

        browser.driver().findElement(By.cssSelector("input[type=search]")).sendKeys("sessions");
        assertThat(shown()).containsExactlyInAnyOrder("sessions.memory", "sessions.ping");
    }

    @Test
    void what_the_reader_has_opened_stays_open_when_the_page_renews_itself() {
        try (Scene other = new Scene()) {
            Container second = Container.jetty(Map.of("/health/*", HealthServlet.of(other.vitals())));
            try {
                browser.driver().get("http://127.0.0.1:" + second.port() + "/shop/health/?format=html");
                browser.driver().findElement(summary("disk")).click();
                assertThat(script("return document.title")).isEqualTo("shop DOWN");

                other.heal();
                script("document.dispatchEvent(new Event('visibilitychange'))");

                await().atMost(PLENTY).until(() -> !"shop DOWN".equals(script("return document.title")));
                assertThat(browser.driver()
                                .findElement(summary("disk"))
                                .findElement(By.xpath(".."))
                                .getDomAttribute("open"))
                        .isNotNull();
            } finally {
                second.stop();
            }
            script("document.dispatchEvent(new Event('visibilitychange'))");
            await().atMost(PLENTY)
                    .until(() -> browser.driver()
                            .findElement(By.id("lost"))
                            .getText()
                            .contains("no answer since"));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static By summary(String check) {
        return By.xpath("//summary[span[@class='n' and text()='" + check + "']]");
    }

    private List<String> shown() {
        return browser.driver().findElements(By.cssSelector("main>details:not([hidden]) summary .n")).stream()
                .map(WebElement::getText)
                .toList();
    }

    private List<?> violations() throws IOException {
        script(axe());
        return (List<?>) browser.driver()
                .executeAsyncScript("const done = arguments[0]; axe.run().then(found => done("
                        + "found.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' '))))");
    }

    private Object script(String script) {
        return browser.driver().executeScript(script);
    }

    private static String axe() throws IOException {
        try (InputStream in = StatusPageTest.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
