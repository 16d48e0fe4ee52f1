package io.portolan.consumer;

import io.portolan.binding.Bindings;
import io.portolan.options.PortolanOptions;
import io.portolan.plan.BaseUri;
import io.portolan.plan.UpstreamPlan;

/**
 * What the consumer instances of one namespace share.
 *
 * @param baseUri where the upstream is: the plan's, or where the built-in one listens
 * @param bindings of the plan's file, or those the built-in upstream made up
 * @param instances how many run, one an event loop
 */
public record ConsumerSettings(
        UpstreamPlan plan, BaseUri baseUri, Bindings bindings, PortolanOptions options, int instances) {}
