package dev.corridor.app.discovery;

import dev.corridor.app.discovery.Figures.Answered;
import dev.corridor.engine.store.Names;
import dev.corridor.engine.summary.Reach;
import dev.corridor.map.living.Mark;
import java.util.HashMap;
import java.util.Map;

/// How many customers the journeys asked about bring to each place of the map.
public final class MarkCustomers {
    private MarkCustomers() {}

    /// Places that no customer comes to are missing.
    public static Map<Mark, Long> of(Answered answered) {
        Reach reach = Reach.of(answered.selection());
        Names names = answered.snapshot().store().touchpoints();
        Map<Mark, Long> customers = new HashMap<>();
        for (int touchpoint = 0; touchpoint < names.size(); touchpoint++) {
            String id = names.name(touchpoint);
            customers.put(new Mark.Touchpoint(id), reach.visited(touchpoint));
            customers.put(new Mark.Start(id), reach.starts(touchpoint));
            customers.put(new Mark.End(id), reach.ends(touchpoint));
        }
        for (int step = 0; step < reach.steps(); step++) {
            Mark mark = new Mark.Step(names.name(reach.from(step)), names.name(reach.to(step)));
            customers.put(mark, reach.walked(step));
        }
        customers.values().removeIf(number -> number == 0);
        return customers;
    }
}
