package dev.corridor.sample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What is really the case in the company, counted while it happens: exact numbers of what is in the tables, and the
/// effect of each planted cause as the mean over those it struck of the outcome with it less the outcome without it.
///
/// The JSON it becomes is described in `docs/reference/truth.schema.json`.
final class Truth implements Company.Audience {
    private static final String ANSWER = "@survey.answered";
    private static final double SMALLEST_PROMISE_DAYS = 1;
    private static final double BOOKING_PROMISE_DAYS = 3;
    private static final double WELCOME_PROMISE_DAYS = 4;

    private final Setup setup;
    private final Map<Touchpoint, Passages> passages = new EnumMap<>(Touchpoint.class);
    private long journeys;
    private long customers;
    private long checkedAgain;
    private long bookedAgain;
    private long chasedAgain;
    private long notWelcomed;
    private final Mean scores = new Mean();
    private final Mean squares = new Mean();
    private final Mean late = new Mean();
    private final Mean failed = new Mean();
    private final Mean queried = new Mean();
    private final Mean waited = new Mean();
    private final Mean waitDays = new Mean();
    private final Mean churned = new Mean();
    private final Mean orderedAgain = new Mean();
    private final Mean withPapers = new Mean();
    private final Mean withoutPapers = new Mean();
    private final Mean withChase = new Mean();
    private final Mean withoutChase = new Mean();
    private final Mean improved = new Mean();
    private final Mean keptDay = new Mean();
    private final Mean keptBooking = new Mean();
    private final Mean keptAdviser = new Mean();
    private final Mean keptWelcome = new Mean();

    Truth(Setup setup) {
        this.setup = setup;
    }

    /// How often a touchpoint was passed.
    private static final class Passages {
        private long interactions;
        private long journeys;
        private long last;
        private int inLast;

        /// @param journey the number of the journey, from 1, never falling
        void add(long journey) {
            interactions++;
            if (last != journey) {
                last = journey;
                journeys++;
                inLast = 0;
            }
            inLast++;
        }

        int in(long journey) {
            return last == journey ? inLast : 0;
        }
    }

    private Passages of(Touchpoint touchpoint) {
        return passages.computeIfAbsent(touchpoint, added -> new Passages());
    }

    @Override
    public void order(Story story, Aftermath.Causes causes) {
        journeys++;
        count(story);
        countPromises(story);
        if (story.hasAnswered()) {
            addAnswer(story, causes);
        }
        if (story.late() && story.live + Aftermath.WINDOW_DAYS * Hours.DAY <= Calendar.AS_OF) {
            churned.add(share(causes.churned()) - share(causes.churnedInTime()));
            orderedAgain.add(share(causes.orderedAgain()) - share(causes.orderedAgainInTime()));
        }
        if (treated(story)) {
            improved.add(share(story.late()) - share(story.daysLateBefore >= Aftermath.LATE_DAYS));
        }
    }

    @Override
    public void customer(Customer customer, Story first, Story last, long yearly) {
        customers++;
    }

    private static double share(boolean holds) {
        return holds ? 1 : 0;
    }

    private static boolean treated(Story story) {
        return story.installer >= 0
                && story.live <= Calendar.AS_OF
                && story.customer.region() == Storyteller.IMPROVED
                && Hours.dayOf(story.live) - story.daysLate >= Storyteller.IMPROVEMENT.toEpochDay();
    }

    private void addAnswer(Story story, Aftermath.Causes causes) {
        int score = causes.score();
        scores.add(score);
        squares.add((double) score * score);
        if (story.late()) {
            late.add(score - causes.scoreInTime());
        }
        if (story.failed) {
            failed.add(score - causes.scoreWithoutFailure());
        }
        if (story.queried < story.answered) {
            queried.add(score - causes.scoreWithoutQuery());
        }
        waited.add(score - causes.scoreWithoutWait());
        waitDays.add(Aftermath.waitDays(story));
        (story.papers < story.answered ? withPapers : withoutPapers).add(score);
        (story.chased < story.answered ? withChase : withoutChase).add(score);
    }

    private void count(Story story) {
        for (Story.Made made : story.contacts()) {
            if (story.isInTables(made.time())) {
                made.kind().touchpoint.ifPresent(touchpoint -> of(touchpoint).add(journeys));
            }
        }
        for (Visit visit : story.visits) {
            if (visit.repair) {
                add(Touchpoint.REPAIR_VISITED, visit.visited);
            } else {
                add(Touchpoint.VISIT_BOOKED, visit.booked);
                add(Touchpoint.VISIT_MOVED, visit.moved);
                add(Touchpoint.INSTALLER_VISITED, visit.visited);
            }
        }
        add(Touchpoint.CONTRACT_SIGNED, story.signed);
        add(Touchpoint.KIT_SENT, story.kitSent);
        add(Touchpoint.LINE_LIVE, story.live);
        add(Touchpoint.BILL_ISSUED, story.billed);
        add(Touchpoint.SURVEY_SENT, story.surveySent);
        add(Touchpoint.SURVEY_ANSWERED, story.answered);
        add(Touchpoint.CONTRACT_ENDED, story.ended);
        checkedAgain += story.checkedAgain <= Calendar.AS_OF ? 1 : 0;
        bookedAgain += of(Touchpoint.VISIT_BOOKED).in(journeys) > 1 ? 1 : 0;
        chasedAgain += of(Touchpoint.ORDER_CHASED).in(journeys) > 1 ? 1 : 0;
        notWelcomed += story.billed <= Calendar.AS_OF && story.welcomed > Calendar.AS_OF ? 1 : 0;
    }

    private void add(Touchpoint touchpoint, long time) {
        if (time <= Calendar.AS_OF) {
            of(touchpoint).add(journeys);
        }
    }

    private void countPromises(Story story) {
        if (story.live <= Calendar.AS_OF) {
            keptDay.add(story.daysLate == 0);
        }
        if (story.adviserCalled <= Calendar.AS_OF) {
            keptAdviser.add(story.adviserCalled - story.offered <= Hours.days(SMALLEST_PROMISE_DAYS));
        }
        if (story.signed <= Calendar.AS_OF && story.wait > 0 && story.signed + story.wait <= Calendar.AS_OF) {
            keptBooking.add(story.wait <= Hours.days(BOOKING_PROMISE_DAYS));
        }
        if (story.welcomed <= Calendar.AS_OF) {
            keptWelcome.add(story.welcomed - story.live <= Hours.days(WELCOME_PROMISE_DAYS));
        }
    }

    Counts counts() {
        return new Counts(
                journeys,
                customers,
                passages.values().stream().mapToLong(one -> one.interactions).sum(),
                of(Touchpoint.SURVEY_SENT).interactions,
                of(Touchpoint.SURVEY_ANSWERED).interactions);
    }

    /// The size of the company.
    record Counts(long journeys, long customers, long interactions, long surveysSent, long surveysAnswered) {}

    Map<String, Object> document() {
        Map<String, Object> truth = new LinkedHashMap<>();
        truth.put("company", "Aurora, home internet");
        truth.put("seed", setup.seed());
        truth.put("effects", setup.planted() ? "planted" : "none");
        truth.put("asOf", Calendar.LAST.toString());
        truth.put("journeys", journeys);
        truth.put("customers", customers);
        truth.put("interactions", counts().interactions());
        truth.put(
                "touchpoints",
                Arrays.stream(Touchpoint.values())
                        .map(touchpoint -> touchpoint.id)
                        .toList());
        truth.put(
                "touchpointCounts",
                Arrays.stream(Touchpoint.values()).map(this::touchpointCount).toList());
        truth.put("detours", detours());
        truth.put("moments", setup.planted() ? moments() : List.of());
        truth.put("decoys", setup.planted() ? decoys() : List.of());
        truth.put("improvements", setup.planted() ? improvements() : List.of());
        truth.put("promises", promises());
        truth.put("clusters", clusters());
        return truth;
    }

    private Map<String, Object> touchpointCount(Touchpoint touchpoint) {
        return ordered(
                "touchpoint",
                touchpoint.id,
                "interactions",
                of(touchpoint).interactions,
                "journeys",
                of(touchpoint).journeys);
    }

    private List<Object> detours() {
        List<Object> detours = new ArrayList<>();
        detours.add(detour("coverage.checked", "loop", "offer.made later coverage.checked", checkedAgain));
        detours.add(detour("visit.booked", "loop", "repeats visit.booked", bookedAgain));
        detours.add(detour("order.chased", "repeat", "repeats order.chased", chasedAgain));
        detours.add(
                detour("welcome.called", "skipped", "passes bill.issued and not passes welcome.called", notWelcomed));
        for (Touchpoint touchpoint : List.of(
                Touchpoint.PAPERS_REQUESTED,
                Touchpoint.ORDER_CHASED,
                Touchpoint.VISIT_MOVED,
                Touchpoint.REPAIR_VISITED,
                Touchpoint.BILL_QUERIED)) {
            detours.add(detour(touchpoint.id, "unplanned", "passes " + touchpoint.id, of(touchpoint).journeys));
        }
        return detours;
    }

    private static Map<String, Object> detour(String touchpoint, String kind, String filter, long count) {
        return ordered("touchpoint", touchpoint, "kind", kind, "filter", filter, "journeys", count);
    }

    /// What else tells of days late.
    private static List<String> lateBeside(String outcome) {
        return List.of(
                "delivered-late" + outcome,
                "days-late-all" + outcome,
                "wait:visit.booked>installer.visited" + outcome,
                "wait:kit.sent>line.live" + outcome,
                "text.sent" + outcome);
    }

    private List<Object> moments() {
        return List.of(
                moment("days-late" + ANSWER, "score", late, Aftermath.LATE_POINTS, lateBeside(ANSWER)),
                moment(
                        "installer.visited=failed" + ANSWER,
                        "score",
                        failed,
                        Aftermath.FAILED_POINTS,
                        List.of("installer.visited>visit.booked" + ANSWER)),
                moment("bill.queried" + ANSWER, "score", queried, Aftermath.QUERY_POINTS, List.of()),
                slope(),
                moment("days-late@churn", "churn", churned, Aftermath.LATE_CHURN, lateBeside("@churn")),
                moment(
                        "days-late@repurchase",
                        "repurchase",
                        orderedAgain,
                        Aftermath.LATE_ORDER_AGAIN,
                        lateBeside("@repurchase")));
    }

    private static Map<String, Object> moment(
            String candidate, String outcome, Mean effect, double planted, List<String> also) {
        boolean step = candidate.startsWith("days-late");
        Map<String, Object> moment = ordered("candidate", candidate, "outcome", outcome, "effect", effect.or(planted));
        moment.put("shape", step ? "step" : "flat");
        moment.put("threshold", step ? (Object) (double) Aftermath.LATE_DAYS : Json.NULL);
        moment.put("unit", step ? (Object) "days" : Json.NULL);
        moment.put("exposed", effect.count());
        moment.put("also", also);
        return moment;
    }

    private Map<String, Object> slope() {
        double perDay = waitDays.sum() > 0 ? waited.sum() / waitDays.sum() : Aftermath.POINTS_PER_DAY_OF_WAIT;
        Map<String, Object> moment = ordered(
                "candidate", "wait:contract.signed>visit.booked" + ANSWER, "outcome", "score", "effect", perDay);
        moment.put("shape", "slope");
        moment.put("threshold", Json.NULL);
        moment.put("unit", "days");
        moment.put("exposed", waitDays.count());
        moment.put(
                "also",
                List.of(
                        "wait:contract.signed>kit.sent" + ANSWER,
                        "wait:contract.signed>line.live" + ANSWER,
                        "visit.booked" + ANSWER,
                        "kit.sent" + ANSWER,
                        "installer.visited" + ANSWER));
        return moment;
    }

    private List<Object> decoys() {
        return List.of(
                decoy("papers.requested" + ANSWER, "region", withPapers, withoutPapers),
                decoy("order.chased" + ANSWER, "journey length", withChase, withoutChase));
    }

    private static Map<String, Object> decoy(String candidate, String confounder, Mean met, Mean notMet) {
        boolean both = met.count() > 0 && notMet.count() > 0;
        Map<String, Object> decoy = ordered("candidate", candidate, "outcome", "score", "confounder", confounder);
        decoy.put("rawEffect", both ? met.or(0) - notMet.or(0) : 0.0);
        decoy.put("effect", 0.0);
        decoy.put("met", met.count());
        decoy.put("notMet", notMet.count());
        return decoy;
    }

    private List<Object> improvements() {
        Map<String, Object> improvement =
                ordered("date", Storyteller.IMPROVEMENT.toString(), "touchpoint", "installer.visited");
        improvement.put("effect", improved.or(0));
        improvement.put("measure", "share of lines live two days late or more");
        improvement.put("treated", ordered("attribute", "region", "value", Storyteller.IMPROVED.label));
        improvement.put("journeys", improved.count());
        return List.of(improvement);
    }

    private List<Object> promises() {
        return List.of(
                promise(
                        "the line is live on the agreed day",
                        "Dispatch",
                        "line.live",
                        "end of the agreed day",
                        keptDay),
                promise(
                        "a visit is booked or a kit is sent",
                        "Contracts",
                        "visit.booked",
                        "3 days after contract.signed",
                        keptBooking),
                promise("an adviser calls back", "Sales", "adviser.called", "1 day after offer.made", keptAdviser),
                promise("we ask how it works", "Care", "welcome.called", "4 days after line.live", keptWelcome));
    }

    private static Map<String, Object> promise(String what, String owner, String touchpoint, String due, Mean kept) {
        Map<String, Object> promise =
                ordered("promise", what, "owner", owner, "touchpoint", touchpoint, "due", due, "kept", kept.or(0));
        promise.put("of", kept.count());
        return promise;
    }

    private List<Object> clusters() {
        return List.of(cluster("installer", Crews.INSTALLER_DEVIATION), cluster("shop", Crews.SHOP_DEVIATION));
    }

    private Map<String, Object> cluster(String attribute, double deviation) {
        double mean = scores.or(0);
        double variance = squares.or(0) - mean * mean;
        double correlation = variance > 0 ? Math.min(1, deviation * deviation / variance) : 0;
        return ordered("attribute", attribute, "deviation", deviation, "intraclassCorrelation", correlation);
    }

    private static Map<String, Object> ordered(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put(String.valueOf(keysAndValues[i]), keysAndValues[i + 1]);
        }
        return map;
    }
}
