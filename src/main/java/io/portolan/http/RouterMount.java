package io.portolan.http;

import io.vertx.ext.web.Router;

/** Something that adds its routes to a router, so that several edges can share one port. */
public interface RouterMount {

    void mount(Router router);
}
