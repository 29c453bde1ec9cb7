package dev.corridor.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Whether what the truth claims can be read from what customers answered and did, by means alone; the seed is
/// [#SEED].
final class PlantedEffectsTest {
    private static final long SEED = 20_261_122;
    private static final int JOURNEYS = 60_000;

    private static List<Story> planted = List.of();
    private static List<Story> without = List.of();
    private static JsonNode truth = MissingNode.getInstance();

    @BeforeAll
    static void tell() throws IOException {
        Setup setup = new Setup(JOURNEYS, SEED, Effects.PLANTED);
        Truth counted = new Truth(setup);
        planted = stories(setup, counted);
        truth = new ObjectMapper().readTree(Json.of(counted.document()));
        Setup none = new Setup(JOURNEYS, SEED, Effects.NONE);
        without = stories(none, new Truth(none));
    }

    private static List<Story> stories(Setup setup, Truth truth) throws IOException {
        List<Story> stories = new ArrayList<>();
        new Company(setup).tell(new Company.Audience() {
            @Override
            public void order(Story story, Aftermath.Causes causes) {
                stories.add(story);
                truth.order(story, causes);
            }

            @Override
            public void customer(Customer customer, Story first, Story last, long yearly) {
                truth.customer(customer, first, last, yearly);
            }
        });
        return stories;
    }

    @Test
    void answersTwentyToFortyPercentOfSurveys() {
        for (List<Story> company : List.of(planted, without)) {
            List<Story> sent = company.stream()
                    .filter(story -> story.surveySent <= Calendar.AS_OF - 21 * Hours.DAY)
                    .toList();
            assertThat(share(sent, Story::hasAnswered)).isBetween(0.2, 0.4);
            assertThat(share(sent, story -> story.late() && story.hasAnswered()) / share(sent, Story::late))
                    .isGreaterThan(share(sent, Story::hasAnswered) + 0.03);
        }
    }

    @Test
    void fallsAtTwoDaysLateAndNotBefore() {
        assertThat(contrast(planted, story -> story.daysLate == 1, story -> story.daysLate == 0))
                .isCloseTo(0, within(0.25));
        assertThat(contrast(planted, story -> story.daysLate == 2, story -> story.daysLate == 0))
                .isCloseTo(effect("days-late@survey.answered"), within(0.35));
        assertThat(contrast(planted, story -> story.daysLate > 3, story -> story.daysLate == 2))
                .isCloseTo(0, within(0.35));
        assertThat(contrast(planted, Story::late, story -> !story.late()))
                .isCloseTo(effect("days-late@survey.answered"), within(0.25));
    }

    @Test
    void losesPointsWhereVisitsFailAndBillsAreQueried() {
        assertThat(contrast(planted, story -> story.failed, story -> !story.failed))
                .isCloseTo(effect("installer.visited=failed@survey.answered"), within(0.25));
        Predicate<Story> queried = story -> story.queried < story.answered;
        assertThat(contrast(planted, queried, queried.negate()))
                .isCloseTo(effect("bill.queried@survey.answered"), within(0.25));
    }

    @Test
    void losesPointsWithEveryDayOfWaiting() {
        assertThat(slope(planted, Aftermath::waitDays))
                .isCloseTo(effect("wait:contract.signed>visit.booked@survey.answered"), within(0.03));
        assertThat(slope(without, Aftermath::waitDays)).isCloseTo(0, within(0.02));
    }

    @Test
    void losesCustomersAndOrdersToLateness() {
        List<Story> observed = planted.stream()
                .filter(story -> story.live <= Calendar.AS_OF - Aftermath.WINDOW_DAYS * Hours.DAY)
                .toList();
        double churn = stratified(observed, Story::late, story -> !story.late(), story -> story.churned ? 1 : 0);
        assertThat(churn).isCloseTo(effect("days-late@churn"), within(0.03));
        double again = stratified(observed, Story::late, story -> !story.late(), PlantedEffectsTest::orderedAgain);
        assertThat(again).isCloseTo(effect("days-late@repurchase"), within(0.04));
    }

    @Test
    void statesRawEffectOfDecoysThatHaveNone() {
        Predicate<Story> papers = story -> story.papers < story.answered;
        assertThat(raw(planted, papers)).isCloseTo(rawEffect("papers.requested@survey.answered"), within(0.0001));
        assertThat(raw(planted, papers)).isLessThan(-0.6);
        assertThat(contrast(planted, papers, papers.negate())).isCloseTo(0, within(0.2));
        Predicate<Story> chased = story -> story.chased < story.answered;
        assertThat(raw(planted, chased)).isCloseTo(rawEffect("order.chased@survey.answered"), within(0.0001));
        assertThat(raw(planted, chased)).isLessThan(-0.5);
        assertThat(amongThoseStillWaiting()).isCloseTo(0, within(0.2));
    }

    /// Those who chase their order before anything was booked against those who wait as long at that time and have
    /// not chased, day by day.
    private static double amongThoseStillWaiting() {
        double sum = 0;
        double weight = 0;
        for (double day = 2; day < 8; day += 0.5) {
            double from = day;
            List<Story> waiting = answered(planted).stream()
                    .filter(story -> Aftermath.waitDays(story) > from + 0.5)
                    .filter(story -> chasedAfter(story) >= from)
                    .toList();
            Predicate<Story> now = story -> chasedAfter(story) < from + 0.5;
            double chasers = share(waiting, now) * waiting.size();
            double difference = stratified(waiting, now, now.negate(), story -> story.score);
            sum += chasers * difference;
            weight += chasers;
        }
        return sum / weight;
    }

    private static double chasedAfter(Story story) {
        return story.chased == Hours.NEVER ? 1_000 : (double) (story.chased - story.signed) / Hours.DAY;
    }

    @Test
    void hasNoEffectWhereNoneIsPlanted() {
        List<Predicate<Story>> exposures = List.of(
                Story::late,
                story -> story.failed,
                story -> story.queried < story.answered,
                story -> story.papers < story.answered,
                story -> story.chased < story.answered,
                story -> story.customer.region() == Region.NORTH,
                story -> story.customer.level() == Level.COMPANY,
                story -> story.kitSent < story.answered);
        assertThat(exposures)
                .allSatisfy(exposure -> assertThat(raw(without, exposure)).isCloseTo(0, within(0.2)));
        List<Story> live = without.stream()
                .filter(story -> story.live <= Calendar.AS_OF - Aftermath.WINDOW_DAYS * Hours.DAY)
                .toList();
        assertThat(stratified(live, Story::late, story -> !story.late(), story -> story.churned ? 1 : 0))
                .isCloseTo(0, within(0.02));
        assertThat(stratified(live, Story::late, story -> !story.late(), PlantedEffectsTest::orderedAgain))
                .isCloseTo(0, within(0.04));
    }

    @Test
    void walksTheSameWaysWithAndWithoutEffects() {
        assertThat(share(without, story -> story.live != Hours.NEVER))
                .isCloseTo(share(planted, story -> story.live != Hours.NEVER), within(0.01));
        assertThat(share(without, Story::late)).isCloseTo(share(planted, Story::late), within(0.015));
        assertThat(share(without, story -> story.chased != Hours.NEVER))
                .isCloseTo(share(planted, story -> story.chased != Hours.NEVER), within(0.01));
    }

    @Test
    void improvesLatenessOfOneRegionFromItsDate() {
        double change = lateness(Region.WEST, true) - lateness(Region.WEST, false) - elsewhere(true) + elsewhere(false);
        assertThat(change).isLessThan(-0.03);
        assertThat(change).isCloseTo(improvement(), within(0.025));
    }

    private static double lateness(Region region, boolean after) {
        return share(visited(after, story -> story.customer.region() == region), Story::late);
    }

    private static double elsewhere(boolean after) {
        return share(visited(after, story -> story.customer.region() != Region.WEST), Story::late);
    }

    private static List<Story> visited(boolean after, Predicate<Story> where) {
        return planted.stream()
                .filter(story -> story.installer >= 0 && story.live <= Calendar.AS_OF)
                .filter(story ->
                        Hours.dayOf(story.live) - story.daysLate >= Storyteller.IMPROVEMENT.toEpochDay() == after)
                .filter(where)
                .toList();
    }

    @Test
    void makesAnswersOfOneInstallerAlike() {
        for (List<Story> company : List.of(planted, without)) {
            Map<Integer, List<Story>> byInstaller = answered(company).stream()
                    .filter(story -> story.installer >= 0 && story.customer.region() == Region.SOUTH)
                    .collect(Collectors.groupingBy(story -> story.installer));
            assertThat(intraclassCorrelation(byInstaller)).isBetween(0.01, 0.12);
        }
    }

    /// By analysis of variance; groups of about equal size.
    private static double intraclassCorrelation(Map<Integer, List<Story>> groups) {
        double size = groups.values().stream().mapToInt(List::size).average().orElseThrow();
        List<Double> means = groups.values().stream()
                .map(group -> mean(group, story -> story.score))
                .toList();
        double within = groups.values().stream()
                        .mapToDouble(group -> variance(group.stream()
                                        .map(story -> (double) story.score)
                                        .toList())
                                * (group.size() - 1))
                        .sum()
                / (groups.values().stream().mapToInt(List::size).sum() - groups.size());
        double between = variance(means) - within / size;
        return between / (between + within);
    }

    private static double variance(List<Double> values) {
        double mean = values.stream().mapToDouble(value -> value).average().orElseThrow();
        return values.stream()
                        .mapToDouble(value -> (value - mean) * (value - mean))
                        .sum()
                / (values.size() - 1);
    }

    private static int orderedAgain(Story story) {
        return story.next <= story.live + (Aftermath.WINDOW_DAYS + 1L) * Hours.DAY ? 1 : 0;
    }

    private static List<Story> answered(List<Story> stories) {
        return stories.stream().filter(Story::hasAnswered).toList();
    }

    private static double raw(List<Story> stories, Predicate<Story> exposed) {
        List<Story> answers = answered(stories);
        return mean(answers.stream().filter(exposed).toList(), story -> story.score)
                - mean(answers.stream().filter(exposed.negate()).toList(), story -> story.score);
    }

    private static double contrast(List<Story> stories, Predicate<Story> exposed, Predicate<Story> control) {
        return stratified(answered(stories), exposed, control, story -> story.score);
    }

    /// The difference of means within region and level, weighted by the exposed.
    private static double stratified(
            List<Story> stories, Predicate<Story> exposed, Predicate<Story> control, ToDoubleFunction<Story> outcome) {
        Function<Story, Object> stratum =
                story -> List.of(story.customer.region(), story.customer.level().firm());
        Map<Object, List<Story>> strata = stories.stream().collect(Collectors.groupingBy(stratum));
        Map<Object, Double> differences = new HashMap<>();
        double weight = 0;
        for (Map.Entry<Object, List<Story>> entry : strata.entrySet()) {
            List<Story> with = entry.getValue().stream().filter(exposed).toList();
            List<Story> rest = entry.getValue().stream().filter(control).toList();
            if (!with.isEmpty() && !rest.isEmpty()) {
                differences.put(entry.getKey(), with.size() * (mean(with, outcome) - mean(rest, outcome)));
                weight += with.size();
            }
        }
        return differences.values().stream().mapToDouble(value -> value).sum() / weight;
    }

    private static double slope(List<Story> stories, ToDoubleFunction<Story> dose) {
        List<Story> answers = answered(stories);
        double meanDose = mean(answers, dose);
        double meanScore = mean(answers, story -> story.score);
        double together = IntStream.range(0, answers.size())
                .mapToDouble(i -> (dose.applyAsDouble(answers.get(i)) - meanDose) * (answers.get(i).score - meanScore))
                .sum();
        double alone = answers.stream()
                .mapToDouble(story -> Math.pow(dose.applyAsDouble(story) - meanDose, 2))
                .sum();
        return together / alone;
    }

    private static double mean(List<Story> stories, ToDoubleFunction<Story> value) {
        return stories.stream().mapToDouble(value).average().orElseThrow();
    }

    private static double share(List<Story> stories, Predicate<Story> holds) {
        return mean(stories, story -> holds.test(story) ? 1 : 0);
    }

    private static double effect(String candidate) {
        return number("moments", candidate, "effect");
    }

    private static double rawEffect(String candidate) {
        return number("decoys", candidate, "rawEffect");
    }

    private static double improvement() {
        return truth.path("improvements").path(0).path("effect").asDouble();
    }

    private static double number(String list, String candidate, String field) {
        for (JsonNode item : truth.path(list)) {
            if (item.path("candidate").asText().equals(candidate)) {
                return item.path(field).asDouble();
            }
        }
        throw new IllegalStateException("no " + candidate + " in " + list);
    }
}
