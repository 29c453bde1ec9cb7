package dev.corridor.sample;

import java.time.LocalDate;

/// Lets one order happen, up to and including the first weeks of the line: who calls whom, who waits how long, what
/// goes wrong. What customers make of it is [Aftermath].
///
/// Whatever is not planted as a moment of truth is kept from being one: it comes by a clock that knows only how long
/// the customer has been waiting, or by a throw that depends on nothing but the region, so that of two customers at
/// the same place after the same wait the one who meets it is no different from the one who does not.
final class Storyteller {
    /// From this day crews of [#IMPROVED] have their calendars confirmed within the hour.
    static final LocalDate IMPROVEMENT = LocalDate.of(2026, 3, 1);

    static final Region IMPROVED = Region.WEST;

    private static final int STORY = 1;
    private static final double MINUTE = 1 / 1440.0;
    private static final double HOUR = 1 / 24.0;
    private static final double IMPROVED_LATENESS = 0.4;
    private static final double PATIENCE_DAYS = 2;
    private static final double CHASES_PER_DAY_BEFORE_BOOKING = 0.2;
    private static final double CHASES_PER_DAY_AFTER_BOOKING = 0.012;
    private static final double MOVED = 0.07;
    private static final double CANCELS_PER_DAY = 0.006;
    private static final double FAILURE_OF_OWN_CREW = 0.075;
    private static final double FAILURE_OF_PARTNER_CREW = 0.1;
    private static final int MOST_VISITS = 3;
    private static final int DAYS_AFTER = 40;

    private final Setup setup;
    private final Crews crews;

    Storyteller(Setup setup, Crews crews) {
        this.setup = setup;
        this.crews = crews;
    }

    Story tell(Customer customer, int number, long start) {
        Dice dice = Dice.at(setup.seed(), customer.number(), number, STORY);
        Contact way = customer.level().way(dice);
        Story story = new Story(customer, number, way.hours.open(start, dice), way, Product.draw(dice));
        approach(story, dice);
        if (evaluate(story, dice)) {
            sign(story, dice);
        }
        return story;
    }

    private void approach(Story story, Dice dice) {
        Region region = story.customer.region();
        if (story.way == Contact.SHOP || story.way == Contact.PARTNER) {
            story.shop = crews.shop(region, story.way == Contact.PARTNER, dice);
        }
        story.contact(story.way, story.created);
        if (dice.chance(0.04)) {
            story.contact(Contact.NEWSLETTER, story.created + Hours.days(dice.between(1, 60)));
        }
    }

    /// @return whether a contract comes of it
    private boolean evaluate(Story story, Dice dice) {
        long time = story.created;
        double again = story.way == Contact.WEBSITE ? 0.13 : 0.03;
        while (dice.chance(again)) {
            time = story.contact(Contact.WEBSITE, after(time, dice.logNormal(0.8, 1.2), Hours.WEB, dice));
        }
        if (story.way == Contact.WEBSITE && dice.chance(0.04)) {
            time = story.contact(Contact.SALES, after(time, dice.logNormal(0.3, 1), Hours.OFFICE, dice));
        }
        time = after(time, dice.logNormal(12 * MINUTE, 0.9), Hours.WEB, dice);
        if (dice.chance(0.055)) {
            story.contact(Contact.NO_COVERAGE, time);
            story.uncovered = true;
            return false;
        }
        story.contact(Contact.COVERAGE, time);
        time = offer(story, time, dice);
        if (dice.chance(0.045)) {
            story.checkedAgain = after(time, dice.logNormal(0.6, 0.9), Hours.WEB, dice);
            story.contact(Contact.COVERAGE, story.checkedAgain);
            time = offer(story, story.checkedAgain, dice);
        }
        if (dice.chance(0.16)) {
            story.adviserCalled = after(time, dice.logNormal(0.45, 0.8), Hours.OFFICE, dice);
            time = story.contact(Contact.ADVISER, story.adviserCalled);
        }
        story.declined = dice.chance(0.055);
        story.signed = after(time, Math.min(21, dice.logNormal(0.9, 1.1)), Hours.WEB, dice);
        if (story.declined) {
            story.signed = Hours.NEVER;
        }
        return !story.declined;
    }

    private static long offer(Story story, long time, Dice dice) {
        long offered = after(time, dice.logNormal(1.5 * HOUR, 1.2), Hours.WEB, dice);
        if (story.offered == Hours.NEVER) {
            story.offered = offered;
        }
        return story.contact(Contact.OFFER, offered);
    }

    private void sign(Story story, Dice dice) {
        if (dice.chance(0.16)) {
            story.contact(Contact.EXTRAS, story.signed + Hours.days(dice.between(3, 30) * MINUTE));
        }
        if (dice.chance(story.customer.region().papers)) {
            story.papers = story.signed + Hours.days(dice.between(40 * MINUTE, 0.35));
            story.contact(Contact.PAPERS, story.papers);
        }
        double wait = Math.clamp(dice.logNormal(2.3, 0.85), 0.5, 15);
        Hours hours = story.customer.level().firm() ? Hours.OFFICE : Hours.CARE;
        long ready = after(story.signed, wait, hours, dice);
        long cancel = story.signed + Hours.days(dice.exponential(1 / CANCELS_PER_DAY));
        if (cancel < ready) {
            cancel(story, cancel, dice);
        } else {
            story.wait = ready - story.signed;
            deliver(story, ready, dice);
        }
        chase(story, dice);
        if (story.live != Hours.NEVER) {
            use(story, dice);
        }
    }

    private void deliver(Story story, long ready, Dice dice) {
        if (story.product.kit && dice.chance(story.customer.level().kit)) {
            sendKit(story, ready, dice);
        } else {
            install(story, ready, dice);
        }
    }

    private void sendKit(Story story, long ready, Dice dice) {
        story.kitSent = ready;
        story.kitAgreed = Hours.workday(Hours.dayOf(ready) + 2 + dice.below(4));
        story.daysLate = lateness(story, 0.165, story.kitAgreed, false, dice);
        long live = (story.kitAgreed + story.daysLate) * Hours.DAY + Hours.days(dice.between(9, 23) * HOUR);
        long cancel = ready + Hours.days(dice.exponential(1 / CANCELS_PER_DAY));
        if (cancel < live) {
            cancel(story, cancel, dice);
        } else {
            story.live = live;
        }
    }

    private void install(Story story, long ready, Dice dice) {
        long booked = ready;
        for (int attempt = 1; story.live == Hours.NEVER; attempt++) {
            Visit visit = book(story, booked, dice);
            double failure = attempt == MOST_VISITS
                    ? 0
                    : Crews.partner(visit.installer) ? FAILURE_OF_PARTNER_CREW : FAILURE_OF_OWN_CREW;
            boolean fails = dice.chance(failure);
            boolean crew = Crews.partner(visit.installer);
            double rate = (crew ? 0.2 : 0.15) * crews.lateness(visit.installer);
            int late = lateness(story, rate, visit.agreed, true, dice);
            long day = visit.agreed + (fails ? 0 : late);
            long visited = day * Hours.DAY + Hours.days(dice.between(8, 17.5) * HOUR);
            long cancel = booked + Hours.days(dice.exponential(1 / CANCELS_PER_DAY));
            if (cancel < visited) {
                cancel(story, cancel, dice);
                return;
            }
            visit.visited = visited;
            visit.failed = fails;
            if (dice.chance(0.22)) {
                story.contact(Contact.TEXT, visited - Hours.days(dice.between(20, 110) * MINUTE));
            }
            if (fails) {
                story.failed = true;
                if (dice.chance(0.08)) {
                    cancel(story, visited + Hours.days(dice.between(0.05, 2)), dice);
                    return;
                }
                booked = after(visited, dice.logNormal(0.15, 0.8), Hours.CARE, dice);
            } else {
                story.daysLate = late;
                story.installer = visit.installer;
                story.live = visited + Hours.days(dice.between(20 * MINUTE, 4 * HOUR));
            }
        }
    }

    private Visit book(Story story, long booked, Dice dice) {
        Visit visit = new Visit(booked, false, crews.installer(story.customer.region(), dice));
        story.visits.add(visit);
        long ahead = Math.clamp(Math.round(dice.logNormal(3.6, 0.6)), 1, 20);
        visit.agreedFirst = Hours.workday(Hours.dayOf(booked) + ahead);
        visit.agreed = visit.agreedFirst;
        long moved = after(booked, dice.between(0.05, 0.9), Hours.OFFICE, dice);
        int by = 2 + dice.below(5);
        if (dice.chance(MOVED) && moved < visit.agreedFirst * Hours.DAY) {
            visit.moved = moved;
            visit.agreed = Hours.workday(visit.agreedFirst + by);
        }
        return visit;
    }

    /// Days by which the line will be late if the visit succeeds; the same throws decide with and without the
    /// improvement.
    private int lateness(Story story, double rate, long agreed, boolean crew, Dice dice) {
        double before = rate * story.customer.region().lateness * Calendar.lateness(agreed);
        boolean improved =
                setup.planted() && crew && story.customer.region() == IMPROVED && agreed >= IMPROVEMENT.toEpochDay();
        double after = improved ? before * IMPROVED_LATENESS : before;
        double at = dice.uniform();
        int days = 1 + dice.pick(0.38, 0.22, 0.14, 0.1, 0.06, 0.04, 0.03, 0.02, 0.01);
        story.daysLateBefore = at < before ? days : 0;
        return at < after ? days : 0;
    }

    private static void cancel(Story story, long at, Dice dice) {
        story.cancelled = Hours.CARE.open(at, dice);
    }

    private static void chase(Story story, Dice dice) {
        long end = Math.min(story.live, story.cancelled);
        long ready = story.wait > 0 ? story.signed + story.wait : end;
        long impatient = story.signed + Hours.days(PATIENCE_DAYS);
        chase(story, impatient, ready, CHASES_PER_DAY_BEFORE_BOOKING, dice);
        chase(story, ready, end, CHASES_PER_DAY_AFTER_BOOKING, dice);
    }

    private static void chase(Story story, long from, long until, double perDay, Dice dice) {
        long time = from;
        while (true) {
            time = after(time, dice.exponential(1 / perDay), Hours.CARE, dice);
            if (time >= until) {
                return;
            }
            story.contact(dice.chance(0.6) ? Contact.CHASE_BY_PHONE : Contact.CHASE_BY_CHAT, time);
            story.chased = Math.min(story.chased, time);
        }
    }

    /// What comes after the line is live: by plan, and by clocks that know nothing of what was before.
    private void use(Story story, Dice dice) {
        long until = story.live + DAYS_AFTER * Hours.DAY;
        if (dice.chance(0.82)) {
            story.welcomed = after(story.live, dice.between(0.9, 5.5), Hours.CARE, dice);
            story.contact(Contact.WELCOME, story.welcomed);
        }
        ticking(story, Contact.HELP, story.live, until, 0.003, dice);
        ticking(story, Contact.COMPLAINT, story.live, until, 0.0008, dice);
        long repair = after(story.live, dice.exponential(1 / 0.002), Hours.OFFICE, dice);
        if (repair < until) {
            repair(story, repair, dice);
        }
        story.billed = Calendar.billDay(story.live) * Hours.DAY + 6 * 3_600L + dice.below(1_800);
        double asks = dice.exponential(2.5);
        boolean query = dice.chance(0.15);
        long queried = after(story.billed, Math.min(asks, 12), Hours.CARE, dice);
        if (query) {
            story.queried = story.contact(Contact.BILL_QUERY, queried);
        }
        ticking(story, Contact.FRIEND, story.billed, story.billed + 45 * Hours.DAY, 0.0015, dice);
        story.surveySent = Hours.CARE.open(story.live + Hours.days(dice.between(27, 31)), dice);
    }

    private void repair(Story story, long booked, Dice dice) {
        Visit visit = new Visit(booked, true, crews.installer(story.customer.region(), dice));
        visit.agreedFirst = Hours.workday(Hours.dayOf(booked) + 1 + dice.below(3));
        visit.agreed = visit.agreedFirst;
        visit.visited = visit.agreed * Hours.DAY + Hours.days(dice.between(8, 18) * HOUR);
        story.visits.add(visit);
    }

    private static void ticking(Story story, Contact kind, long from, long until, double perDay, Dice dice) {
        long time = after(from, dice.exponential(1 / perDay), kind.hours, dice);
        if (time < until) {
            story.contact(kind, time);
        }
    }

    private static long after(long time, double days, Hours hours, Dice dice) {
        return hours.open(time + Math.max(1, Hours.days(days)), dice);
    }
}
