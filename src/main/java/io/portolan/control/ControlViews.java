package io.portolan.control;

import io.portolan.bus.node.NodeView;
import io.portolan.http.CallerCheck;
import java.util.List;
import java.util.function.Supplier;

/**
 * What operators see, and may do.
 *
 * @param operators the checks of which a caller has to pass one before it sees more than health; none where everybody may
 * @param nodes those of the cluster, the one that is asked first; none where there is no cluster
 * @param reload the door to a reload
 */
public record ControlViews(
        PlanView plan,
        StatusView status,
        Supplier<List<NodeView>> nodes,
        Supplier<List<CallerCheck>> operators,
        ReloadDoor reload) {}
