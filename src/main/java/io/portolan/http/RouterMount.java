package io.portolan.http;

import io.vertx.ext.web.Router;

/** Something that adds its routes to a router, so that several edges can share one port. */
public interface RouterMount {

    /** Adds its routes; it is what is served from then on. */
    void mount(Router router);

    /** The port closes: answers that go on until something happens end now. */
    default void leave() {}
}
