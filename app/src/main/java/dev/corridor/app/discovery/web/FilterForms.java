package dev.corridor.app.discovery.web;

import dev.corridor.app.discovery.Figures.Answered;
import dev.corridor.app.discovery.FilterWords;
import dev.corridor.engine.journey.Attribute;
import dev.corridor.engine.journey.Schema;
import dev.corridor.engine.query.Comparison;
import dev.corridor.engine.query.Filter;
import dev.corridor.engine.query.Value;
import dev.corridor.engine.store.Store;
import dev.corridor.map.Touchpoint;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The forms a condition can have, each as one that these data can meet.
final class FilterForms {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final String SOME_SCORE = "6";

    private FilterForms() {}

    /// @param small whether the reader may list customers; others may not ask by score
    static List<FilterBar.Suggestion> of(Answered answered, FilterWords words, boolean small) {
        return forms(answered, small).stream()
                .map(filter -> new FilterBar.Suggestion(filter.text(), words.say(filter)))
                .toList();
    }

    private static List<Filter> forms(Answered answered, boolean small) {
        List<Touchpoint> touchpoints = answered.report().touchpoints();
        if (touchpoints.isEmpty()) {
            return List.of();
        }
        String first = touchpoints.getFirst().id();
        String second = touchpoints.get(Math.min(1, touchpoints.size() - 1)).id();
        List<Filter> forms = new ArrayList<>(List.of(
                new Filter.Passes(first),
                new Filter.Not(new Filter.Passes(first)),
                new Filter.Then(first, second),
                new Filter.Later(first, second, Optional.of(WEEK)),
                new Filter.Starts(first),
                new Filter.Ends(second),
                new Filter.Repeats(first)));
        touchpoints.stream()
                .filter(touchpoint -> touchpoint.dropOuts().orElse(0) > 0)
                .max(Comparator.comparingLong(
                        touchpoint -> touchpoint.dropOuts().orElse(0)))
                .ifPresent(touchpoint -> forms.add(new Filter.Drops(touchpoint.id())));
        Optional<LocalDateTime> begin = answered.report().period().from();
        if (begin.isPresent()) {
            LocalDate month = begin.get().toLocalDate().withDayOfMonth(1);
            forms.add(new Filter.DurationComparison(Comparison.MORE, WEEK));
            forms.add(new Filter.TimeIn(
                    Optional.of(month), Optional.of(month.plusMonths(1).minusDays(1))));
        }
        Store store = answered.snapshot().store();
        store.schema().attributes().stream()
                .filter(attribute -> attribute.kind() == Attribute.Kind.CATEGORY)
                .map(attribute -> ofCategory(attribute, store))
                .flatMap(Optional::stream)
                .findFirst()
                .ifPresent(forms::add);
        if (small && store.schema().idOf(Schema.SCORE) >= 0) {
            forms.add(new Filter.AttributeComparison(Schema.SCORE, Comparison.AT_MOST, new Value(SOME_SCORE)));
        }
        forms.add(new Filter.Or(List.of(new Filter.Passes(first), new Filter.Passes(second))));
        return forms;
    }

    private static Optional<Filter> ofCategory(Attribute attribute, Store store) {
        return store.categories(store.schema().idOf(attribute.name())).all().stream()
                .findFirst()
                .map(value -> new Filter.AttributeComparison(attribute.name(), Comparison.EQUAL, new Value(value)));
    }
}
