package io.portolan.consumer;

import io.portolan.auth.Scheme;
import io.portolan.binding.Bindings;
import io.portolan.bus.Failure;
import io.portolan.format.decode.SchemaSource;
import io.portolan.options.LimitOptions;
import io.portolan.options.PortolanOptions;
import io.portolan.options.StreamOptions;
import io.portolan.options.TimeoutOptions;
import io.portolan.plan.BaseUri;
import io.portolan.plan.BaseUriTemplate;
import io.portolan.plan.FlowsPlan;
import io.portolan.plan.UpstreamPlan;
import io.portolan.upstream.Refusals;
import io.portolan.upstream.UpstreamSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the consumer instances of one namespace share.
 *
 * @param baseUri where the upstream is
 * @param lost why nobody knows where it is; null when it is known
 * @param bindings of the plan's file, or those the built-in upstream made up
 * @param schemas of the answers that are shaped
 * @param instances how many run, one an event loop
 */
public record ConsumerSettings(
        UpstreamPlan plan,
        BaseUri baseUri,
        @Nullable Failure lost,
        Bindings bindings,
        SchemaSource schemas,
        PortolanOptions options,
        int instances) {

    /** Nothing is ever sent there (RFC 6761 6.4). */
    private static final BaseUri NOWHERE = new BaseUri("http", "unknown.invalid", 80, "");

    /** An upstream that is where the caller says. */
    public ConsumerSettings(
            UpstreamPlan plan, BaseUri baseUri, Bindings bindings, PortolanOptions options, int instances) {
        this(plan, baseUri, null, bindings, SchemaSource.NONE, options, instances);
    }

    /** An upstream that is where its plan says, once the variables are known. */
    public static ConsumerSettings of(UpstreamPlan plan, Bindings bindings, PortolanOptions options, int instances) {
        return switch (plan.baseUri().resolve(bindings::value)) {
            case BaseUriTemplate.Found found ->
                new ConsumerSettings(plan, found.baseUri(), bindings, options, instances);
            case BaseUriTemplate.Unset unset ->
                lost(plan, Refusals.unset(unset.variable(), bindings), bindings, options, instances);
            case BaseUriTemplate.Unusable unusable ->
                lost(plan, Refusals.nowhere(plan.namespace(), unusable.reason()), bindings, options, instances);
        };
    }

    private static ConsumerSettings lost(
            UpstreamPlan plan, Failure lost, Bindings bindings, PortolanOptions options, int instances) {
        return new ConsumerSettings(plan, NOWHERE, lost, bindings, SchemaSource.NONE, options, instances);
    }

    /** The same with the schemas that shaping answers needs. */
    public ConsumerSettings withSchemas(SchemaSource schemas) {
        return new ConsumerSettings(plan, baseUri, lost, bindings, schemas, options, instances);
    }

    /** The consumer of flows that ask other consumers, and no upstream. */
    public static ConsumerSettings of(FlowsPlan plan, Bindings bindings, PortolanOptions options, int instances) {
        UpstreamPlan none = new UpstreamPlan(
                plan.namespace(),
                plan.file(),
                BaseUriTemplate.SANDBOX,
                new Scheme.None(),
                plan.bindings(),
                List.of(),
                plan.flows());
        return new ConsumerSettings(none, NOWHERE, bindings, options, instances);
    }

    UpstreamSettings upstream() {
        LimitOptions limits = plan.limits().over(options.limits());
        StreamOptions streams = plan.streams().over(options.streams());
        return new UpstreamSettings(
                plan.namespace(), baseUri, limits, timeouts(), streams, plan.redirects(), instances);
    }

    /** The process's, but for what the namespace's own settings say. */
    TimeoutOptions timeouts() {
        return plan.timeouts().over(options.timeouts());
    }
}
