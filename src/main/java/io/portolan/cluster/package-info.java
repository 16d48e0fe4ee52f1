/** Options to a clustered Vertx; the only importer of Hazelcast. */
@NullMarked
package io.portolan.cluster;

import org.jspecify.annotations.NullMarked;
