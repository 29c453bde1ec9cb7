package dev.corridor.sample;

/// The touchpoints of the company, in the order in which it planned them.
enum Touchpoint {
    WEBSITE_VISITED("website.visited"),
    SHOP_VISITED("shop.visited"),
    SALES_CALLED("sales.called"),
    PARTNER_VISITED("partner.visited"),
    COVERAGE_CHECKED("coverage.checked"),
    OFFER_MADE("offer.made"),
    ADVISER_CALLED("adviser.called"),
    CONTRACT_SIGNED("contract.signed"),
    EXTRAS_CHOSEN("extras.chosen"),
    PAPERS_REQUESTED("papers.requested"),
    VISIT_BOOKED("visit.booked"),
    KIT_SENT("kit.sent"),
    ORDER_CHASED("order.chased"),
    VISIT_MOVED("visit.moved"),
    TEXT_SENT("text.sent"),
    INSTALLER_VISITED("installer.visited"),
    LINE_LIVE("line.live"),
    WELCOME_CALLED("welcome.called"),
    HELP_ASKED("help.asked"),
    REPAIR_VISITED("repair.visited"),
    BILL_ISSUED("bill.issued"),
    BILL_QUERIED("bill.queried"),
    COMPLAINT_MADE("complaint.made"),
    FRIEND_INVITED("friend.invited"),
    SURVEY_SENT("survey.sent"),
    SURVEY_ANSWERED("survey.answered"),
    CONTRACT_ENDED("contract.ended");

    final String id;

    Touchpoint(String id) {
        this.id = id;
    }
}
