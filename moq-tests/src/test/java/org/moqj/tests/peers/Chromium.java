package org.moqj.tests.peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Debian's Chromium without a window, driven through its chromedriver by W3C WebDriver. */
public final class Chromium implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(30);
    private static final String READY = "started successfully on port ";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final PeerProcess driver;
    private final String session;

    private Chromium(PeerProcess driver) {
        this.driver = driver;
        String line = driver.awaitLine(READY, START);
        String port = line.substring(line.indexOf(READY) + READY.length()).replaceAll("\\D", "");
        ObjectNode wanted = JSON.createObjectNode();
        ObjectNode options =
                wanted.putObject("capabilities").putObject("alwaysMatch").putObject("goog:chromeOptions");
        options.put("binary", Peers.systemProgram("chromium").toString())
                .putArray("args")
                .add("--headless=new")
                .add("--no-sandbox") // which root cannot have
                .add("--disable-gpu")
                .add("--disable-dev-shm-usage");
        String base = "http://localhost:" + port + "/session";
        session = base + "/" + call("POST", base, wanted).get("sessionId").textValue();
    }

    /** Starts a browser. */
    public static Chromium start() {
        Peers.systemProgram("chromium");
        return start(PeerProcess.of(Peers.systemProgram("chromedriver"))
                .args("--port=0")
                .start());
    }

    private static Chromium start(PeerProcess driver) {
        try {
            return new Chromium(driver);
        } catch (RuntimeException | Error e) {
            driver.close();
            throw e;
        }
    }

    /** Opens a page, and waits until it is loaded. */
    public void open(URI page) {
        call("POST", session + "/url", JSON.createObjectNode().put("url", page.toString()));
    }

    /** Returns the text of the element with this id. */
    public String text(String id) {
        ObjectNode script =
                JSON.createObjectNode().put("script", "return document.getElementById(arguments[0]).textContent");
        script.putArray("args").add(id);
        return call("POST", session + "/execute/sync", script).textValue();
    }

    /** Waits until {@code enough} holds of the text of the element with this id, and returns it. */
    public String awaitText(String id, Predicate<String> enough, Duration atMost) {
        if (!driver.awaitUntil(() -> enough.test(text(id)), atMost)) {
            throw new AssertionError(
                    "#" + id + " is still \"" + text(id) + "\"; the page's state is \"" + text("state") + "\"");
        }
        return text(id);
    }

    private JsonNode call(String method, String url, @Nullable ObjectNode body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()))
                .header("Content-Type", "application/json")
                .timeout(START)
                .build();
        try {
            JsonNode value = JSON.readTree(
                            http.send(request, BodyHandlers.ofString()).body())
                    .path("value");
            if (value.hasNonNull("error")) {
                throw new AssertionError(method + " " + url + ": " + value);
            }
            return value;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public void close() {
        try (driver) {
            call("DELETE", session, null);
        }
    }
}
