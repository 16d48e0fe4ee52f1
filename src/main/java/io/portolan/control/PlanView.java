package io.portolan.control;

import io.vertx.core.json.JsonObject;
import java.util.function.Supplier;

/** What is being served, for people and for programs. Asked anew each time, on a worker thread. */
public record PlanView(Supplier<String> text, Supplier<JsonObject> json) {}
