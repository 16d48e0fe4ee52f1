package io.portolan.consumer;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portolan.binding.Bindings;
import io.portolan.bus.BusInvoker;
import io.portolan.bus.LocalConsumers;
import io.portolan.options.PortolanOptions;
import io.portolan.plan.UpstreamPlan;
import io.portolan.telemetry.CallRecorder;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Deploys consumers as the root does. */
final class Consumers {

    private static final int LOOPS = VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE;

    private Consumers() {}

    static BusInvoker deploy(Vertx vertx, UpstreamPlan plan, Map<String, String> environment) throws Exception {
        return deploy(vertx, plan, environment, PortolanOptions.defaults());
    }

    static BusInvoker deploy(Vertx vertx, UpstreamPlan plan, Map<String, String> environment, PortolanOptions options)
            throws Exception {
        return deploy(vertx, plan, environment, options, new LocalConsumers());
    }

    static BusInvoker deploy(
            Vertx vertx,
            UpstreamPlan plan,
            Map<String, String> environment,
            PortolanOptions options,
            LocalConsumers consumers)
            throws Exception {
        BusInvoker invoker = new BusInvoker(vertx, consumers, options.limits());
        Bindings bindings = Bindings.of(plan.bindings(), environment::get);
        ConsumerSettings settings = ConsumerSettings.of(plan, bindings, options, LOOPS);
        AtomicInteger numbers = new AtomicInteger();
        CallRecorder recorder = new CallRecorder(new SimpleMeterRegistry());
        vertx.deployVerticle(
                        () -> new ConsumerVerticle(settings, numbers.getAndIncrement(), consumers, invoker, recorder),
                        new DeploymentOptions().setInstances(LOOPS))
                .await(10, SECONDS);
        return invoker;
    }
}
