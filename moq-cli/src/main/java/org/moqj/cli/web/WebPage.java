package org.moqj.cli.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.moqj.core.model.ByteString;
import org.moqj.core.model.FullTrackName;

/**
 * Serves a page on loopback that watches one track of a relay from a browser. The page learns from {@code config.json}
 * where the relay is and which certificate to trust. Has one thread of its own, which {@link #close()} ends.
 */
public final class WebPage implements AutoCloseable {

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final Map<String, String> FILES = Map.of(
            "index.html", "text/html; charset=utf-8",
            "page.js", "text/javascript; charset=utf-8",
            "moq.js", "text/javascript; charset=utf-8");

    private final HttpServer server;
    private final byte[] config;

    private WebPage(HttpServer server, ObjectNode config) {
        this.server = server;
        this.config = config.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Begins to serve.
     *
     * @param port of loopback; 0 takes a free one
     * @param relay where the page's WebTransport session goes, {@code https://…}
     * @param sha256 of the relay's certificate, in hexadecimal digits; empty where browsers trust it by itself
     * @param track what the page subscribes to; its names are UTF-8
     * @throws IOException where the port cannot be had
     */
    public static WebPage open(int port, URI relay, String sha256, FullTrackName track) throws IOException {
        ObjectNode config = JsonNodeFactory.instance.objectNode();
        config.put("url", relay.toString()).put("sha256", sha256);
        ArrayNode namespace = config.putArray("namespace");
        track.namespace().fields().forEach(field -> namespace.add(text(field)));
        config.put("track", text(track.name()));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        WebPage page = new WebPage(server, config);
        server.createContext("/", page::answer);
        server.start();
        return page;
    }

    private static String text(ByteString name) {
        return name.utf8().orElseThrow(() -> new IllegalArgumentException("A page's track has names in UTF-8"));
    }

    /** Returns what to open in a browser. */
    public URI uri() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/");
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath().substring(1);
            String name = path.isEmpty() ? "index.html" : path;
            if (!exchange.getRequestMethod().equals("GET")) {
                exchange.sendResponseHeaders(METHOD_NOT_ALLOWED, -1);
            } else if (name.equals("config.json")) {
                send(exchange, "application/json", config);
            } else if (FILES.containsKey(name)) {
                send(exchange, FILES.getOrDefault(name, ""), resource(name));
            } else {
                exchange.sendResponseHeaders(NOT_FOUND, -1);
            }
        }
    }

    private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type);
        headers.set("Cache-Control", "no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        exchange.sendResponseHeaders(OK, body.length);
        exchange.getResponseBody().write(body);
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = WebPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("the page lacks " + name);
            }
            return in.readAllBytes();
        }
    }
}
