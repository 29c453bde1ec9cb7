package dev.corridor.sample;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// One order, from the first contact to the end of its contract, as it happens; what lies after the end of the
/// tables is cut off when they are written. Times are seconds of the local clock or [Hours#NEVER], days are days
/// since 1970.
final class Story {
    private static final Comparator<Made> BY_TIME = Comparator.comparingLong(Made::time);

    final Customer customer;
    final int number;
    final long created;
    final Contact way;
    final Product product;
    final List<Visit> visits = new ArrayList<>(2);

    int shop = -1;
    boolean uncovered;
    boolean declined;
    long signed = Hours.NEVER;
    long cancelled = Hours.NEVER;
    long kitSent = Hours.NEVER;
    long kitAgreed;
    long live = Hours.NEVER;
    long billed = Hours.NEVER;
    long surveySent = Hours.NEVER;
    long answered = Hours.NEVER;
    long ended = Hours.NEVER;

    long offered = Hours.NEVER;
    long checkedAgain = Hours.NEVER;
    long adviserCalled = Hours.NEVER;
    long papers = Hours.NEVER;
    long chased = Hours.NEVER;
    long welcomed = Hours.NEVER;
    long queried = Hours.NEVER;
    boolean failed;
    int installer = -1;
    /// Seconds from the contract to the booking of a visit or the sending of a kit.
    long wait;
    /// Days from the agreed day to the day the line went live.
    int daysLate;
    /// What it would have been without the improvement.
    int daysLateBefore;

    int score;
    int language;
    boolean commented;
    boolean churned;
    long next = Hours.NEVER;

    private final List<Made> contacts = new ArrayList<>(12);

    /// A contact that was made.
    record Made(long time, Contact kind) {}

    Story(Customer customer, int number, long created, Contact way, Product product) {
        this.customer = customer;
        this.number = number;
        this.created = created;
        this.way = way;
        this.product = product;
        this.language = customer.language();
    }

    long contact(Contact kind, long time) {
        contacts.add(new Made(time, kind));
        return time;
    }

    /// The contacts in the order of time.
    List<Made> contacts() {
        contacts.sort(BY_TIME);
        return contacts;
    }

    /// Whether the line went live the planted number of days late, or later.
    boolean late() {
        return live != Hours.NEVER && daysLate >= Aftermath.LATE_DAYS;
    }

    boolean hasAnswered() {
        return answered <= Calendar.AS_OF;
    }

    /// Whether a contact at this time is in the tables: it has happened, and the contract had not ended.
    boolean isInTables(long time) {
        return time <= Calendar.AS_OF && time < ended;
    }
}
