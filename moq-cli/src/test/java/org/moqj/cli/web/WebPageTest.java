package org.moqj.cli.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.moqj.core.model.FullTrackName;

class WebPageTest {

    private static final URI RELAY = URI.create("https://127.0.0.1:4443/");

    private final HttpClient client = HttpClient.newHttpClient();
    private WebPage page;

    @BeforeEach
    void open() throws IOException {
        page = WebPage.open(0, RELAY, "0a1b", FullTrackName.of("clock", "of \"ours\"", "now"));
    }

    @AfterEach
    void close() {
        page.close();
    }

    private HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(page.uri().resolve(path))
                        .method(method, BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }

    @ParameterizedTest
    @CsvSource({
        "/, text/html, <!doctype html>",
        "/page.js, text/javascript, ./moq.js",
        "/moq.js, text/javascript, draft-14"
    })
    void servesItsFiles(String path, String type, String content) throws IOException, InterruptedException {
        HttpResponse<String> response = send("GET", path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith(type);
        assertThat(response.body()).contains(content);
    }

    @Test
    void tellsThePageWhereTheTrackIs() throws IOException, InterruptedException {
        JsonNode config =
                new ObjectMapper().readTree(send("GET", "/config.json").body());

        assertThat(config.get("url").textValue()).isEqualTo(RELAY.toString());
        assertThat(config.get("sha256").textValue()).isEqualTo("0a1b");
        assertThat(config.get("namespace")).extracting(JsonNode::textValue).containsExactly("clock", "of \"ours\"");
        assertThat(config.get("track").textValue()).isEqualTo("now");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/other", "/package-info.class", "/WebPage.class", "/%2e%2e/WebPage.class"})
    void servesNothingElse(String path) throws IOException, InterruptedException {
        assertThat(send("GET", path).statusCode()).isEqualTo(404);
    }

    @Test
    void onlyReads() throws IOException, InterruptedException {
        assertThat(send("POST", "/").statusCode()).isEqualTo(405);
    }
}
