package dev.corridor.app.account.web;

import dev.corridor.app.shared.web.Page;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;

/// How the pages of accounts write times and browsers.
public final class Shown {
    private static final Map<String, String> BROWSERS = new LinkedHashMap<>();
    private static final Map<String, String> SYSTEMS = new LinkedHashMap<>();

    static {
        BROWSERS.put("Edg/", "Edge");
        BROWSERS.put("OPR/", "Opera");
        BROWSERS.put("YaBrowser/", "Yandex");
        BROWSERS.put("Firefox/", "Firefox");
        BROWSERS.put("Chrome/", "Chrome");
        BROWSERS.put("Safari/", "Safari");
        SYSTEMS.put("Android", "Android");
        SYSTEMS.put("iPhone", "iPhone");
        SYSTEMS.put("iPad", "iPad");
        SYSTEMS.put("Windows", "Windows");
        SYSTEMS.put("Mac OS X", "macOS");
        SYSTEMS.put("Linux", "Linux");
    }

    private Shown() {}

    /// In the server's time zone.
    public static String moment(Page page, Instant instant) {
        return page.words().moment(LocalDateTime.ofInstant(instant, ZoneId.systemDefault()));
    }

    /// In the server's time zone.
    public static String day(Page page, Instant instant) {
        return page.words().day(LocalDateTime.ofInstant(instant, ZoneId.systemDefault()));
    }

    /// An address as people write it: the first run of zeros of an IPv6 address is left out.
    public static String address(String address) {
        String shortened = address.replaceFirst("(^|:)0(:0)+(:|$)", "::");
        return address.indexOf('.') < 0 ? shortened : address;
    }

    /// `Firefox, Linux`, as far as the browser's own name for itself tells.
    public static String browser(Page page, String agent) {
        String browser = first(BROWSERS, agent);
        String system = first(SYSTEMS, agent);
        if (browser.isEmpty() && system.isEmpty()) {
            return page.say("account.unknown-browser");
        }
        return browser.isEmpty() || system.isEmpty() ? browser + system : browser + ", " + system;
    }

    private static String first(Map<String, String> names, String agent) {
        return names.entrySet().stream()
                .filter(name -> agent.contains(name.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }
}
