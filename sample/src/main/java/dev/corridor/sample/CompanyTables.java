package dev.corridor.sample;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The six tables as the company's systems would export them: what had happened by [Calendar#AS_OF], with a few
/// rows that are wrong in the usual ways.
///
/// Wrong rows are additional ones, so that what is left without them is exactly what happened: a contact written
/// twice, a contact and an order without customer, a contact with a date that does not exist.
final class CompanyTables implements Company.Audience, Closeable {
    /// The files, in the order of the reference page.
    static final List<String> FILES =
            List.of("customers.csv", "orders.csv", "contacts.csv", "visits.csv", "bills.csv", "answers.csv");

    /// Every so many journeys has each kind of wrong row.
    static final int WRONG_EVERY = 997;

    private static final int REPEATED = 5;
    private static final int WITHOUT_CUSTOMER = 11;
    private static final int IMPOSSIBLE_DATE = 17;
    private static final int ORDER_WITHOUT_CUSTOMER = 23;

    private final Setup setup;
    private final CsvFile customers;
    private final CsvFile orders;
    private final CsvFile contacts;
    private final CsvFile visits;
    private final CsvFile bills;
    private final CsvFile answers;
    private long order;
    private long contact;
    private long visit;
    private long bill;
    private long survey;

    CompanyTables(Path folder, Setup setup) throws IOException {
        this.setup = setup;
        customers = new CsvFile(
                folder.resolve("customers.csv"),
                "customer_id",
                "level",
                "region",
                "city",
                "language",
                "signed_up_on",
                "acquired_by",
                "yearly_value",
                "left_on");
        orders = new CsvFile(
                folder.resolve("orders.csv"),
                "order_id",
                "customer_id",
                "created_at",
                "way_in",
                "shop_id",
                "product",
                "monthly_price",
                "contract_signed_at",
                "kit_sent_at",
                "agreed_day",
                "line_live_at",
                "cancelled_at",
                "contract_ended_at",
                "status");
        contacts = new CsvFile(
                folder.resolve("contacts.csv"),
                "contact_id",
                "order_id",
                "customer_id",
                "at",
                "channel",
                "reason",
                "outcome");
        visits = new CsvFile(
                folder.resolve("visits.csv"),
                "visit_id",
                "order_id",
                "customer_id",
                "kind",
                "booked_at",
                "moved_at",
                "agreed_day",
                "visited_at",
                "visit_outcome",
                "installer_id",
                "crew");
        bills = new CsvFile(
                folder.resolve("bills.csv"), "bill_id", "order_id", "customer_id", "issued_at", "due_on", "amount");
        answers = new CsvFile(
                folder.resolve("answers.csv"),
                "survey_id",
                "order_id",
                "customer_id",
                "sent_at",
                "answered_at",
                "recommend_0_10",
                "comment");
    }

    @Override
    public void order(Story story, Aftermath.Causes causes) throws IOException {
        order++;
        writeOrder(story);
        for (Story.Made made : story.contacts()) {
            writeContact(story, made.time(), made.kind());
        }
        for (Visit one : story.visits) {
            writeVisit(story, one);
        }
        writeBill(story);
        writeSurvey(story);
        writeWrongRows(story);
    }

    private void writeOrder(Story story) throws IOException {
        orderKey(orders).id('K', story.customer.number() + 1, 7).time(story.created);
        orders.text(story.way.channel);
        shop(story);
        orders.text(story.product.label).money(story.product.price).time(story.signed);
        orders.time(story.kitSent);
        agreed(story);
        orders.time(story.live).time(story.cancelled).time(story.ended).text(status(story));
        orders.end();
    }

    private CsvFile orderKey(CsvFile table) {
        return table.id('A', order, 7);
    }

    private void shop(Story story) {
        if (story.shop < 0) {
            orders.empty();
        } else {
            orders.id(story.way == Contact.PARTNER ? 'P' : 'S', story.shop + 1, 2);
        }
    }

    /// The day agreed for the line to be live, the last one where it was moved.
    private void agreed(Story story) {
        if (story.kitSent <= Calendar.AS_OF) {
            orders.day(story.kitAgreed);
            return;
        }
        Visit last = null;
        for (Visit one : story.visits) {
            if (!one.repair && one.booked <= Calendar.AS_OF) {
                last = one;
            }
        }
        if (last == null) {
            orders.empty();
        } else {
            orders.day(last.agreedAsOf(Calendar.AS_OF));
        }
    }

    private static String status(Story story) {
        if (story.ended <= Calendar.AS_OF) {
            return "ended";
        }
        if (story.live <= Calendar.AS_OF) {
            return "live";
        }
        if (story.cancelled <= Calendar.AS_OF) {
            return "cancelled";
        }
        return story.uncovered ? "no coverage" : story.declined ? "declined" : "in progress";
    }

    private void writeContact(Story story, long time, Contact kind) throws IOException {
        if (!story.isInTables(time)) {
            return;
        }
        contact++;
        contactRow(story, time, kind);
        if (order % WRONG_EVERY == REPEATED && time == story.created) {
            contactRow(story, time, kind);
        }
    }

    private void contactRow(Story story, long time, Contact kind) throws IOException {
        contacts.id('C', contact, 8);
        orderKey(contacts).id('K', story.customer.number() + 1, 7).time(time).cells(kind.cells);
        contacts.end();
    }

    private void writeVisit(Story story, Visit one) throws IOException {
        if (one.booked > Calendar.AS_OF) {
            return;
        }
        visit++;
        boolean done = one.visited <= Calendar.AS_OF;
        visits.id('V', visit, 7);
        orderKey(visits).id('K', story.customer.number() + 1, 7);
        visits.text(one.repair ? "repair" : "install").time(one.booked).time(one.moved);
        visits.day(one.agreedAsOf(Calendar.AS_OF)).time(one.visited);
        visits.text(done ? one.failed ? "failed" : "ok" : "").id('I', one.installer + 1, 3);
        visits.text(Crews.partner(one.installer) ? "partner" : "own").end();
    }

    private void writeBill(Story story) throws IOException {
        if (story.billed <= Calendar.AS_OF) {
            bill++;
            bills.id('B', bill, 7);
            orderKey(bills).id('K', story.customer.number() + 1, 7).time(story.billed);
            long days = Hours.dayOf(story.billed) - Hours.dayOf(story.live);
            bills.day(Hours.dayOf(story.billed) + 14).money(story.product.price * days / 30);
            bills.end();
        }
    }

    private void writeSurvey(Story story) throws IOException {
        if (story.surveySent > Calendar.AS_OF) {
            return;
        }
        survey++;
        answers.id('Q', survey, 7);
        orderKey(answers).id('K', story.customer.number() + 1, 7);
        answers.time(story.surveySent).time(story.answered);
        if (story.hasAnswered()) {
            answers.number(story.score);
        } else {
            answers.empty();
        }
        if (story.hasAnswered() && story.commented) {
            answers.quoted(Comments.of(story, setup));
        } else {
            answers.empty();
        }
        answers.end();
    }

    private void writeWrongRows(Story story) throws IOException {
        switch ((int) (order % WRONG_EVERY)) {
            case WITHOUT_CUSTOMER -> {
                contacts.text("X" + order);
                orderKey(contacts)
                        .empty()
                        .time(story.created)
                        .cells(Contact.HELP.cells)
                        .end();
            }
            case IMPOSSIBLE_DATE -> {
                contacts.text("X" + order);
                orderKey(contacts).id('K', story.customer.number() + 1, 7).text("2026-02-30 10:15:00");
                contacts.cells(Contact.HELP.cells).end();
            }
            case ORDER_WITHOUT_CUSTOMER -> {
                orders.text("X" + order);
                orders.empty().time(story.created).text("web").empty();
                orders.text(story.product.label).money(story.product.price);
                for (int i = 0; i < 6; i++) {
                    orders.empty();
                }
                orders.text("in progress").end();
            }
            default -> {
                return;
            }
        }
    }

    @Override
    public void customer(Customer customer, Story first, Story last, long yearly) throws IOException {
        customers.id('K', customer.number() + 1, 7).text(customer.level().label);
        customers.text(customer.region().label).text(customer.region().cities.get(customer.city()));
        customers.text(Comments.LANGUAGES.get(customer.language()));
        customers.day(Hours.dayOf(first.created)).text(first.way.channel).money(yearly);
        if (last.ended <= Calendar.AS_OF) {
            customers.day(Hours.dayOf(last.ended)).end();
        } else {
            customers.empty().end();
        }
    }

    /// Data rows of all tables, the wrong ones among them.
    long rows() {
        return customers.rows() + orders.rows() + contacts.rows() + visits.rows() + bills.rows() + answers.rows();
    }

    @Override
    public void close() throws IOException {
        try (customers;
                orders;
                contacts;
                visits;
                bills;
                answers) {
            // each is closed, whatever happens to the others
        }
    }
}
