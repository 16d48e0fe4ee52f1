package io.portolan.plan;

import java.util.List;

/**
 * Everything one REST port serves of skills.
 *
 * @param port of a REST server, or 0 with it
 * @param adapters by namespace
 * @param taken paths of the port's REST operations that begin as those of skills do; they stay with REST
 */
public record SkillServer(int port, List<SkillAdapter> adapters, List<PathTemplate> taken) {

    public SkillServer {
        adapters = List.copyOf(adapters);
        taken = List.copyOf(taken);
    }
}
