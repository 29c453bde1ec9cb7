package dev.corridor.app.discovery.web;

import static dev.corridor.map.words.Plain.escape;

import dev.corridor.app.discovery.Query;
import dev.corridor.app.shared.web.Page;

/// Writes a number of journeys as HTML that leads to the list of exactly these journeys, for those who may see it.
///
/// @param small whether the reader may list customers
public record CountLink(Page page, boolean small) {
    /// The number alone.
    ///
    /// @param listed asks for exactly these journeys
    public String number(long journeys, Query listed) {
        return number(journeys, listed.address(JourneysPage.PAGE));
    }

    /// The number alone, where conditions alone do not tell which journeys are meant.
    ///
    /// @param list the address of the list of exactly these journeys
    public String number(long journeys, String list) {
        return linked(page.words().number(journeys), journeys, list);
    }

    /// The number with the word, such as "400 journeys".
    ///
    /// @param listed as in [#number]
    public String journeys(long journeys, Query listed) {
        return linked(page.words().count("journeys", journeys), journeys, listed.address(JourneysPage.PAGE));
    }

    private String linked(String words, long journeys, String list) {
        return small && journeys > 0 ? "<a href=\"" + escape(list) + "\">" + escape(words) + "</a>" : escape(words);
    }
}
