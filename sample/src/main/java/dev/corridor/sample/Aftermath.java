package dev.corridor.sample;

/// What customers make of what they lived through: the score, whether they answer at all, whether they order again
/// or leave. Every outcome is thrown once and read with and without a cause, so that the effect of each cause on
/// each customer is known.
final class Aftermath {
    /// The moment of truth: from so many days on it is too late.
    static final int LATE_DAYS = 2;

    /// Days after the line went live within which customers order again or leave because of what happened.
    static final int WINDOW_DAYS = 180;

    static final double LATE_POINTS = -2.4;
    static final double FAILED_POINTS = -1.5;
    static final double QUERY_POINTS = -1.7;
    static final double POINTS_PER_DAY_OF_WAIT = -0.22;
    static final double LATE_CHURN = 0.1;
    static final double LATE_ORDER_AGAIN = -0.13;

    private static final int AFTERMATH = 2;
    private static final double BASE = 9.5;
    private static final double BASE_WITHOUT_EFFECTS = 8.0;
    private static final double DEVIATION = 1.5;
    private static final double CHURN = 0.05;

    private final Setup setup;
    private final Crews crews;

    Aftermath(Setup setup, Crews crews) {
        this.setup = setup;
        this.crews = crews;
    }

    /// What an answer would be and how the order ends, with or without single causes.
    ///
    /// @param score as answered
    /// @param scoreInTime had the line been live in time
    /// @param scoreWithoutFailure had no visit failed
    /// @param scoreWithoutQuery had there been no reason to query the bill
    /// @param scoreWithoutWait had there been no wait between contract and booking
    /// @param churned left within the window
    /// @param churnedInTime had the line been live in time
    /// @param orderedAgain ordered again within the window
    /// @param orderedAgainInTime had the line been live in time
    record Causes(
            int score,
            int scoreInTime,
            int scoreWithoutFailure,
            int scoreWithoutQuery,
            int scoreWithoutWait,
            boolean churned,
            boolean churnedInTime,
            boolean orderedAgain,
            boolean orderedAgainInTime) {}

    /// Completes the story; without a line that went live there is no outcome but a later order.
    Causes complete(Story story) {
        Dice dice = Dice.at(setup.seed(), story.customer.number(), story.number, AFTERMATH);
        double noise = DEVIATION * dice.normal();
        double answerAt = dice.uniform();
        double delay = Math.min(20, dice.logNormal(1.1, 1.1));
        double churnAt = dice.uniform();
        double churnAfter = dice.between(55, 175);
        double laterChurnAt = dice.uniform();
        double laterChurnAfter = dice.between(185, 500);
        double againAt = dice.uniform();
        double againAfter = dice.between(40, 170);
        double laterAgainAt = dice.uniform();
        double laterAgainAfter = dice.between(185, 400);
        story.commented = dice.chance(0.55);
        if (story.live == Hours.NEVER) {
            comeBack(story, againAt, againAfter);
            return new Causes(0, 0, 0, 0, 0, false, false, false, false);
        }
        if (answerAt < answerRate(story)) {
            story.answered = Hours.WEB.open(story.surveySent + Hours.days(delay), dice);
        }
        Causes causes = causes(story, noise, churnAt, againAt);
        story.score = causes.score();
        story.churned = causes.churned();
        if (causes.churned()) {
            story.ended = Hours.CARE.open(story.live + Hours.days(churnAfter), dice);
        } else if (!causes.orderedAgain() && laterChurnAt < CHURN) {
            story.ended = Hours.CARE.open(story.live + Hours.days(laterChurnAfter), dice);
        }
        boolean later = laterAgainAt < 0.12 && story.ended == Hours.NEVER;
        if (causes.orderedAgain()) {
            story.next = story.live + Hours.days(againAfter);
        } else if (later) {
            story.next = story.live + Hours.days(laterAgainAfter);
        }
        return causes;
    }

    private static void comeBack(Story story, double at, double after) {
        if (at < 0.12) {
            story.next = story.created + Hours.days(35 + after);
        }
    }

    /// More where something went wrong, less after long waits.
    private static double answerRate(Story story) {
        double logOdds = -0.95
                + (story.late() ? 0.45 : 0)
                + (story.failed ? 0.35 : 0)
                + (story.queried < story.surveySent ? 0.3 : 0)
                - 0.05 * waitDays(story)
                + story.customer.level().answers;
        return 1 / (1 + StrictMath.exp(-logOdds));
    }

    private Causes causes(Story story, double noise, double churnAt, double againAt) {
        boolean planted = setup.planted();
        Customer customer = story.customer;
        double level = (planted ? BASE : BASE_WITHOUT_EFFECTS)
                + customer.disposition()
                + crews.ofInstaller(story.installer)
                + crews.ofShop(story.shop)
                + (planted ? customer.region().score + customer.level().score : 0)
                + noise;
        double late = planted && story.late() ? LATE_POINTS : 0;
        double failed = planted && story.failed ? FAILED_POINTS : 0;
        double queried = planted && story.queried < story.answered ? QUERY_POINTS : 0;
        double waited = planted ? POINTS_PER_DAY_OF_WAIT * waitDays(story) : 0;
        double all = level + late + failed + queried + waited;
        double churnInTime = CHURN + (planted && customer.region() == Region.NORTH ? 0.02 : 0);
        double churn = churnInTime + (late < 0 ? LATE_CHURN : 0);
        double againInTime = customer.level().orderAgain;
        double again = againInTime + (late < 0 ? LATE_ORDER_AGAIN : 0);
        return new Causes(
                rounded(all),
                rounded(all - late),
                rounded(all - failed),
                rounded(all - queried),
                rounded(all - waited),
                churnAt < churn,
                churnAt < churnInTime,
                churnAt >= churn && againAt < again,
                churnAt >= churnInTime && againAt < againInTime);
    }

    static double waitDays(Story story) {
        return (double) story.wait / Hours.DAY;
    }

    private static int rounded(double score) {
        return Math.clamp(Math.round(score), 0, 10);
    }
}
