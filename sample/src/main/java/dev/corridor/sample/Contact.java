package dev.corridor.sample;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// The kinds of rows in the table of contacts.
enum Contact {
    WEBSITE(Touchpoint.WEBSITE_VISITED, Hours.WEB, "web", "information", "ok"),
    SHOP(Touchpoint.SHOP_VISITED, Hours.SHOP, "shop", "information", "ok"),
    SALES(Touchpoint.SALES_CALLED, Hours.OFFICE, "phone", "information", "ok"),
    PARTNER(Touchpoint.PARTNER_VISITED, Hours.SHOP, "partner", "information", "ok"),
    COVERAGE(Touchpoint.COVERAGE_CHECKED, Hours.WEB, "system", "coverage check", "ok"),
    NO_COVERAGE(Touchpoint.COVERAGE_CHECKED, Hours.WEB, "system", "coverage check", "failed"),
    OFFER(Touchpoint.OFFER_MADE, Hours.WEB, "e-mail", "offer", "ok"),
    ADVISER(Touchpoint.ADVISER_CALLED, Hours.OFFICE, "phone", "adviser call-back", "ok"),
    EXTRAS(Touchpoint.EXTRAS_CHOSEN, Hours.WEB, "web", "extras", "ok"),
    PAPERS(Touchpoint.PAPERS_REQUESTED, Hours.WEB, "e-mail", "papers missing", "ok"),
    CHASE_BY_PHONE(Touchpoint.ORDER_CHASED, Hours.CARE, "phone", "order status", "ok"),
    CHASE_BY_CHAT(Touchpoint.ORDER_CHASED, Hours.CARE, "chat", "order status", "ok"),
    TEXT(Touchpoint.TEXT_SENT, Hours.WEB, "text", "on the way", "ok"),
    WELCOME(Touchpoint.WELCOME_CALLED, Hours.CARE, "phone", "welcome check", "ok"),
    HELP(Touchpoint.HELP_ASKED, Hours.CARE, "chat", "router help", "ok"),
    BILL_QUERY(Touchpoint.BILL_QUERIED, Hours.CARE, "phone", "bill query", "ok"),
    COMPLAINT(Touchpoint.COMPLAINT_MADE, Hours.WEB, "e-mail", "complaint", "ok"),
    FRIEND(Touchpoint.FRIEND_INVITED, Hours.WEB, "web", "friend invited", "ok"),
    /// Sent to everybody and therefore no contact of a journey.
    NEWSLETTER(Optional.empty(), Hours.WEB, "e-mail", "newsletter", "");

    /// The alternative ways in, in the order of a level's weights.
    static final List<Contact> WAYS_IN = List.of(WEBSITE, SHOP, SALES, PARTNER);

    final Optional<Touchpoint> touchpoint;
    final Hours hours;
    final String channel;
    /// `,channel,reason,outcome` as it stands in the table.
    final byte[] cells;

    Contact(Touchpoint touchpoint, Hours hours, String channel, String reason, String outcome) {
        this(Optional.of(touchpoint), hours, channel, reason, outcome);
    }

    Contact(Optional<Touchpoint> touchpoint, Hours hours, String channel, String reason, String outcome) {
        this.touchpoint = touchpoint;
        this.hours = hours;
        this.channel = channel;
        this.cells = ("," + channel + "," + reason + "," + outcome).getBytes(StandardCharsets.UTF_8);
    }
}
