package dev.corridor.app.discovery.web;

import dev.corridor.app.discovery.Figures.Answered;
import dev.corridor.app.discovery.Funnel;
import dev.corridor.app.discovery.Query;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.query.Filter;
import dev.corridor.engine.query.FilterParser;
import dev.corridor.engine.store.Names;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The steps and the window of a funnel as an address names them.
///
/// @param steps that the data have, in order, at most [#MOST]
/// @param within the window; empty: none
/// @param unknown steps that the data do not have
/// @param typed the window as it was typed
/// @param unreadable whether it is no duration
/// @param tooMany whether steps were left out
record FunnelSteps(
        List<String> steps,
        Optional<Duration> within,
        List<String> unknown,
        String typed,
        boolean unreadable,
        boolean tooMany) {
    static final int MOST = 12;
    private static final Pattern DURATION = Pattern.compile("[0-9wdhms]{2,60}");

    static FunnelSteps of(HttpServletRequest request, Answered answered) {
        Names names = answered.snapshot().store().touchpoints();
        String @Nullable [] asked = request.getParameterValues("step");
        List<String> steps = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (String step : asked == null ? new String[0] : asked) {
            if (!step.isEmpty()) {
                (names.code(step).isPresent() ? steps : unknown).add(step);
            }
        }
        String typed =
                Optional.ofNullable(request.getParameter("within")).orElse("").strip();
        Optional<Duration> within = duration(typed);
        return new FunnelSteps(
                List.copyOf(steps.subList(0, Math.min(MOST, steps.size()))),
                within,
                unknown,
                typed,
                !typed.isEmpty() && within.isEmpty(),
                steps.size() > MOST);
    }

    /// As filters write it: `7d`, `36h`, `1d12h`.
    private static Optional<Duration> duration(String typed) {
        if (!DURATION.matcher(typed).matches()) {
            return Optional.empty();
        }
        try {
            return FilterParser.parse("a later b within " + typed) instanceof Filter.Later later
                    ? later.within()
                    : Optional.empty();
        } catch (CorridorException _) {
            return Optional.empty();
        }
    }

    Optional<Funnel> funnel() {
        return steps.isEmpty() ? Optional.empty() : Optional.of(new Funnel(steps, within));
    }

    /// Parameters of an address.
    ///
    /// @param others steps in place of these
    String[] parameters(List<String> others, String... more) {
        List<String> parts = new ArrayList<>();
        others.forEach(step -> parts.add("step=" + Query.encoded(step)));
        if (within.isPresent()) {
            parts.add("within=" + Query.encoded(typed));
        }
        parts.addAll(List.of(more));
        return parts.toArray(String[]::new);
    }
}
