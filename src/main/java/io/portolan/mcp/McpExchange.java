package io.portolan.mcp;

import io.portolan.format.MediaTypes;
import io.portolan.http.BodyReader;
import io.portolan.http.BodyTooLargeException;
import io.portolan.http.Problems;
import io.portolan.mcp.answer.Reply;
import io.portolan.mcp.caller.Questions;
import io.portolan.mcp.rpc.McpHeaders;
import io.portolan.mcp.server.Endpoint;
import io.portolan.mcp.server.McpAction;
import io.portolan.mcp.server.Serving;
import io.portolan.options.Size;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One endpoint over HTTP: a POST carries one message, and its answer is the whole response. */
final class McpExchange implements Handler<RoutingContext> {

    private static final Logger LOG = LoggerFactory.getLogger(McpExchange.class);

    private static final CharSequence PROTOCOL_VERSION = HttpHeaders.createOptimized("mcp-protocol-version");
    private static final CharSequence METHOD = HttpHeaders.createOptimized("mcp-method");
    private static final CharSequence NAME = HttpHeaders.createOptimized("mcp-name");
    private static final CharSequence TRACEPARENT = HttpHeaders.createOptimized("traceparent");
    private static final CharSequence TRACESTATE = HttpHeaders.createOptimized("tracestate");
    private static final CharSequence JSON = HttpHeaders.createOptimized(MediaTypes.JSON);

    private final Gate gate;
    private final Size limit;
    private final Questions questions;
    private final McpStreams.Endpoint streams;

    /** Says what of an endpoint a caller may use. */
    @FunctionalInterface
    interface Gate {

        /** Null when that is nothing, and then the caller has been told why. */
        @Nullable
        Endpoint admit(RoutingContext context);
    }

    /** @param streams of those who listen there */
    McpExchange(Gate gate, Serving serving, McpStreams.Endpoint streams) {
        this.gate = gate;
        this.streams = streams;
        limit = serving.options().limits().body();
        questions = serving.questions();
    }

    @Override
    public void handle(RoutingContext context) {
        if (!context.request().method().equals(HttpMethod.POST)) {
            refuseMethod(context);
            return;
        }
        Endpoint endpoint = gate.admit(context);
        if (endpoint == null) {
            return;
        }
        McpHeaders headers = headers(context.request().headers());
        BodyReader.read(context.request(), limit)
                .map(body -> endpoint.handle(body, headers))
                .onComplete(action -> perform(context, action), cause -> fail(context, cause));
    }

    private void perform(RoutingContext context, McpAction action) {
        switch (action) {
            case McpAction.Answer answer -> send(context.response(), answer.reply());
            case McpAction.Accepted ignored -> accept(context.response());
            case McpAction.Listen listen -> streams.open(context, listen);
            case McpAction.Work work -> {
                HttpCaller caller = new HttpCaller(context, questions);
                work.task().run(caller).onSuccess(caller::answer).onFailure(context::fail);
            }
        }
    }

    static void send(HttpServerResponse response, Reply reply) {
        if (gone(response)) {
            return;
        }
        response.setStatusCode(reply.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, JSON)
                .end(reply.json())
                .onFailure(McpExchange::unsent);
    }

    private static void accept(HttpServerResponse response) {
        if (!gone(response)) {
            response.setStatusCode(202).end().onFailure(McpExchange::unsent);
        }
    }

    private static void refuseMethod(RoutingContext context) {
        // RFC 9110 15.5.6: a 405 must list the methods that would work.
        context.response().putHeader(HttpHeaders.ALLOW, "POST");
        Problems.send(
                context,
                Problems.of(
                        405,
                        context.request().method() + " is not served here: no sessions, no streams (expected: POST)"));
    }

    private static void fail(RoutingContext context, Throwable cause) {
        if (cause instanceof BodyTooLargeException large) {
            Problems.send(context, Problems.of(large));
        } else if (!gone(context.response())) {
            context.fail(cause);
        }
    }

    private static boolean gone(HttpServerResponse response) {
        return response.closed() || response.ended();
    }

    private static void unsent(Throwable cause) {
        LOG.atDebug().addKeyValue("error", cause).log("answer was not sent");
    }

    private static McpHeaders headers(MultiMap headers) {
        return new McpHeaders(
                value(headers, PROTOCOL_VERSION),
                value(headers, METHOD),
                value(headers, NAME),
                value(headers, TRACEPARENT),
                value(headers, TRACESTATE),
                name -> value(headers, "mcp-param-" + name));
    }

    private static @Nullable String value(MultiMap headers, CharSequence name) {
        List<String> values = headers.getAll(name);
        return values.size() < 2 ? (values.isEmpty() ? null : values.getFirst()) : String.join(",", values);
    }
}
