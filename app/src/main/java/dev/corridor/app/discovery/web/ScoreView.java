package dev.corridor.app.discovery.web;

import static dev.corridor.map.words.Plain.escape;

import dev.corridor.analysis.score.ScoreAnswer;
import dev.corridor.analysis.score.ScoreAnswer.Comparison;
import dev.corridor.analysis.score.ScoreAnswer.Group;
import dev.corridor.analysis.score.ScoreAnswer.GroupResponse;
import dev.corridor.analysis.score.ScoreKind;
import dev.corridor.app.discovery.Query;
import dev.corridor.app.discovery.ScoreAnswers;
import dev.corridor.app.discovery.ScoreAnswers.Scored;
import dev.corridor.app.shared.web.Page;
import dev.corridor.engine.journey.Attribute;
import dev.corridor.engine.journey.JourneyRule;
import dev.corridor.engine.journey.Schema;
import dev.corridor.engine.query.Filter;
import dev.corridor.engine.query.JourneyRules;
import dev.corridor.engine.query.Value;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.disclosure.AnswerLimits;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the page of scores shows.
public final class ScoreView {
    private static final double FALSE_DISCOVERIES = 0.05;
    private static final int DIFFERENCES = 12;

    private final Page page;
    private final Scored scored;
    private final ScoreAnswer answer;
    private final FilterBar bar;
    private final ScoreText text;
    private final String by;

    ScoreView(Page page, Scored scored, FilterBar bar) {
        this.page = page;
        this.scored = scored;
        this.answer = scored.answer();
        this.text = new ScoreText(page, answer.unit());
        this.by = scored.question().by().orElse(ScoreAnswers.VISITED);
        this.bar = bar.keeping(chosen());
    }

    /// A line of the table.
    ///
    /// @param score with `interval`, or what stands in their place
    /// @param side `above`, `below` or empty where the interval holds the score of all
    /// @param strip the score on the scale of all groups, as SVG; empty where there is none
    /// @param asked journeys that were asked, with the link to them; empty where there is no list
    public record Row(
            String name,
            String answers,
            String score,
            String interval,
            String side,
            String strip,
            String asked,
            String askedLink,
            String rate) {}

    /// A choice of the page.
    public record Choice(String key, String name, boolean current) {}

    /// A group that differs.
    public record Differing(String sentence, String difference, String beside) {}

    public FilterBar bar() {
        return bar;
    }

    public Query query() {
        return bar.query();
    }

    // The answer in a sentence

    public String headline() {
        if (scored.allowance().closed()) {
            return page.say("scores.closed");
        }
        Double score = answer.overall().score();
        if (score == null) {
            Long n = answer.overall().n();
            return page.say(n != null && n == 0 ? "scores.none" : "scores.few");
        }
        return page.say("scores.h1." + answer.measure(), text.value(score), scale());
    }

    private String scale() {
        return page.say("scores.scale", answer.scale().from(), answer.scale().to());
    }

    public List<String> facts() {
        List<String> facts = new ArrayList<>();
        ScoreAnswer.Overall all = answer.overall();
        if (all.n() != null) {
            facts.add(page.words().count("scores.answers", all.n()));
        }
        if (all.low() != null && all.high() != null) {
            facts.add(page.say("scores.interval", text.value(all.low()), text.value(all.high())));
        }
        if (all.promoters() != null
                && all.passives() != null
                && all.detractors() != null
                && answer.measure().equals("nps")) {
            facts.add(page.say(
                    "scores.split",
                    page.words().number(all.promoters()),
                    page.words().number(all.passives()),
                    page.words().number(all.detractors())));
        }
        if (all.mean().value() != null && !answer.measure().equals("mean")) {
            String interval = all.mean().low() == null || all.mean().high() == null
                    ? ""
                    : page.say(
                            "scores.mean.interval",
                            page.words().decimal(all.mean().low(), 2),
                            page.words().decimal(all.mean().high(), 2));
            facts.add(page.say("scores.mean", page.words().decimal(all.mean().value(), 2), scale()) + interval);
        }
        return facts;
    }

    /// Lowest and highest of the groups whose interval lies wholly on one side of the score of all.
    public Optional<String> extremes() {
        Optional<Group> lowest = answer.groups().stream()
                .filter(group -> "below".equals(group.side()) && group.group() != null)
                .min(Comparator.comparingDouble(ScoreView::score));
        Optional<Group> highest = answer.groups().stream()
                .filter(group -> "above".equals(group.side()) && group.group() != null)
                .max(Comparator.comparingDouble(ScoreView::score));
        String said = String.join(
                " ",
                lowest.map(group -> said("scores.lowest", group)).orElse(""),
                highest.map(group -> said("scores.highest", group)).orElse(""));
        return Optional.of(said.strip()).filter(sentence -> !sentence.isEmpty());
    }

    private String said(String key, Group group) {
        return page.say(key, name(group.group()), text.value(score(group)));
    }

    private static double score(Group group) {
        return group.score() == null ? Double.NaN : group.score();
    }

    // Who answered

    /// Who answered, as HTML: each number leads to its journeys where there is a list.
    public String response() {
        ScoreAnswer.Response response = answer.response();
        String asked = counted(response.asked(), list(List.of()));
        if (response.answered() == null || response.rate() == null) {
            return page.say("scores.asked", asked);
        }
        Filter any = new Filter.AttributeComparison(
                Schema.SCORE,
                dev.corridor.engine.query.Comparison.AT_LEAST,
                new Value(Integer.toString(answer.scale().from())));
        boolean all = scored.question().at().isEmpty()
                && answer.warnings().stream()
                        .map(Note::code)
                        .noneMatch(code -> code.equals("not-whole") || code.equals("outside-scale"));
        return page.say(
                response.basis().equals("touchpoint") ? "scores.response" : "scores.response.all",
                counted(response.answered(), all ? list(List.of(any)) : ""),
                asked,
                page.words().share(response.answered(), response.asked()));
    }

    private String counted(long journeys, String link) {
        String number = page.words().number(journeys);
        return link.isEmpty() ? number : "<a href=\"" + escape(link) + "\">" + number + "</a>";
    }

    private String list(List<Filter> more) {
        if (!scored.allowance().everything()) {
            return "";
        }
        Query query = query();
        for (Filter filter : more) {
            query = query.and(filter.text());
        }
        List<Filter> asked = answer.response().askedAt().stream()
                .map(at -> (Filter) new Filter.Passes(at))
                .toList();
        if (answer.response().basis().equals("touchpoint")) {
            query = query.and((asked.size() == 1 ? asked.getFirst() : new Filter.Or(asked)).text());
        }
        return query.address("journeys");
    }

    // Choices

    public List<Choice> measures() {
        return Arrays.stream(ScoreKind.values())
                .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                .map(key -> new Choice(key, page.say("scores.measure." + key), key.equals(answer.measure())))
                .toList();
    }

    public List<Choice> groupings() {
        return scored.groupings().stream()
                .map(key -> new Choice(key, grouping(key), key.equals(by)))
                .toList();
    }

    private String grouping(String key) {
        return switch (key) {
            case ScoreAnswers.VISITED, ScoreAnswers.BEGUN, "touchpoint", "month" -> page.say("scores.by." + key);
            default -> key;
        };
    }

    /// Hidden fields that the form of choices keeps, in pairs of name and value.
    public List<String[]> kept() {
        List<String[]> kept = new ArrayList<>(query().fields());
        scored.question().at().ifPresent(at -> kept.add(new String[] {"at", at}));
        return kept;
    }

    /// Hidden fields that a new condition keeps.
    public List<String[]> choices() {
        List<String[]> kept = new ArrayList<>(query().fields());
        kept.addAll(chosen());
        return kept;
    }

    private List<String[]> chosen() {
        List<String[]> chosen = new ArrayList<>();
        scored.question().at().ifPresent(at -> chosen.add(new String[] {"at", at}));
        chosen.add(new String[] {"by", by});
        scored.question()
                .measure()
                .ifPresent(measure ->
                        chosen.add(new String[] {"measure", measure.name().toLowerCase(Locale.ROOT)}));
        return chosen;
    }

    // Groups

    public String column() {
        return grouping(by);
    }

    public boolean hasGroups() {
        return answer.groups().stream().anyMatch(group -> group.n() == null || group.n() > 0);
    }

    public List<Row> rows() {
        Map<@Nullable String, GroupResponse> responses = new HashMap<>();
        answer.response().groups().forEach(response -> responses.put(response.group(), response));
        ScoreStrip strips = ScoreStrip.of(answer);
        return answer.groups().stream()
                .filter(group -> group.n() == null || group.n() > 0)
                .map(group -> row(group, Optional.ofNullable(responses.get(group.group())), strips))
                .toList();
    }

    private Row row(Group group, Optional<GroupResponse> response, ScoreStrip strips) {
        Double low = group.low();
        Double high = group.high();
        boolean shown = group.score() != null && low != null && high != null;
        return new Row(
                name(group.group()),
                group.n() == null ? "–" : page.words().number(group.n()),
                shown ? text.value(score(group)) : "–",
                shown && low != null && high != null ? interval(group, low, high) : page.say("scores.hidden"),
                group.side() == null ? "" : group.side(),
                shown ? strips.strip(group) : "",
                response.map(asked -> page.words().number(asked.asked())).orElse(""),
                response.filter(_ -> group.group() != null)
                        .flatMap(_ -> condition(group.group()))
                        .map(filter -> list(List.of(filter)))
                        .orElse(""),
                response.map(this::rate).orElse("–"));
    }

    private String rate(GroupResponse response) {
        Long answered = response.answered();
        return answered == null ? "–" : page.words().share(answered, response.asked());
    }

    private String interval(Group group, double low, double high) {
        String range = page.say("scores.range", text.value(low), text.value(high));
        return group.n() != null && group.n() < AnswerLimits.USUAL.plenty()
                ? range + ", " + page.say("scores.mark.few")
                : range;
    }

    /// As the row says it, for pictures.
    private String said(Group group) {
        Double low = group.low();
        Double high = group.high();
        return name(group.group()) + ": " + text.value(score(group))
                + (low == null || high == null ? "" : ", " + interval(group, low, high));
    }

    private String name(@Nullable String group) {
        if (group == null) {
            return page.say("scores.without");
        }
        return switch (by) {
            case ScoreAnswers.VISITED, "touchpoint" ->
                scored.snapshot()
                        .origin()
                        .recipe()
                        .displayName(group, page.language().tag());
            case ScoreAnswers.BEGUN, "month" -> month(YearMonth.parse(group));
            default -> group;
        };
    }

    private String month(YearMonth month) {
        return page.say("month.alone." + month.getMonthValue()) + " " + month.getYear();
    }

    /// The condition that lists exactly the journeys of a group, where there is one.
    private Optional<Filter> condition(@Nullable String group) {
        return group == null || !isListed() ? Optional.empty() : ScoreAnswers.condition(by, group);
    }

    private boolean isListed() {
        if (by.equals(ScoreAnswers.VISITED) || by.equals(ScoreAnswers.BEGUN)) {
            return true;
        }
        int id = scored.snapshot().store().schema().idOf(by);
        if (id < 0) {
            return false;
        }
        Attribute attribute = scored.snapshot().store().schema().attributes().get(id);
        JourneyRule rule = query().journeys()
                .map(JourneyRules::parse)
                .orElseGet(() -> scored.snapshot().rule());
        return attribute.kind() == Attribute.Kind.CATEGORY
                && switch (attribute.level()) {
                    case INTERACTION -> false;
                    case KEY -> rule instanceof JourneyRule.ByKey && attribute.aggregate() == Attribute.Aggregate.ONE;
                    case CUSTOMER -> attribute.aggregate() == Attribute.Aggregate.ONE;
                };
    }

    /// The score by month as a line with its band, as SVG; empty where months are not asked for, or too few are shown.
    public String line() {
        return by.equals(ScoreAnswers.BEGUN) || by.equals("month")
                ? ScoreLine.draw(answer, escape(page.say("scores.line")), this::said)
                : "";
    }

    /// The first and the last month of the line.
    public List<String> span() {
        List<String> months = answer.groups().stream()
                .filter(group -> group.group() != null && group.score() != null)
                .map(group -> name(group.group()))
                .toList();
        return List.of(months.getFirst(), months.getLast());
    }

    /// What stands at the ends of the strips.
    public String stripNote() {
        Double score = answer.overall().score();
        return score == null ? "" : page.say("scores.strip", text.value(score));
    }

    public List<Differing> differing() {
        return answer.comparisons().stream()
                .filter(comparison -> comparison.q() != null && comparison.q() < FALSE_DISCOVERIES)
                .sorted(Comparator.comparingDouble((Comparison comparison) ->
                        comparison.difference() == null ? 0 : -Math.abs(comparison.difference())))
                .limit(DIFFERENCES)
                .map(this::differing)
                .toList();
    }

    private Differing differing(Comparison comparison) {
        double difference = comparison.difference() == null ? 0 : comparison.difference();
        String other = comparison.b() == null ? page.say("scores.rest") : name(comparison.b());
        String side = difference > 0 ? "scores.above" : "scores.below";
        return new Differing(
                page.say(side, name(comparison.a()), other),
                text.difference(difference),
                comparison.low() == null || comparison.high() == null
                        ? ""
                        : page.say("scores.range", text.signed(comparison.low()), text.signed(comparison.high())));
    }

    /// How many comparisons the correction is over.
    public String compared() {
        return page.words().count("scores.compared", answer.comparisons().size());
    }

    public boolean hasComparisons() {
        return !answer.comparisons().isEmpty();
    }

    public String method() {
        return answer.overall().method() == null
                ? ""
                : page.say("scores.method", page.say("scores.method." + answer.measure()));
    }

    /// What speaks against the figures, in the reader's language.
    public List<String> warnings() {
        return answer.warnings().stream()
                .map(Note::code)
                .filter(code -> page.words().all().containsKey("scores.warning." + code))
                .map(code -> page.say("scores.warning." + code))
                .toList();
    }

    /// Whether the reader may see fewer scores than others.
    public boolean limited() {
        return !scored.allowance().everything();
    }
}
