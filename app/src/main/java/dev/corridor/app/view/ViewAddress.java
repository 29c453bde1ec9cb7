package dev.corridor.app.view;

import dev.corridor.app.interaction.DataSetId;
import dev.corridor.engine.error.CorridorException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Path and query of a page of a data set, proved to lead nowhere else.
///
/// @param text such as `/sets/1/map?filter=...`
public record ViewAddress(DataSetId set, String text) {
    private static final int LONGEST = 4_000;
    private static final Pattern PATH = Pattern.compile("/sets/(\\d{1,18})(?:/([a-z-]+))?");
    private static final Pattern LANGUAGE = Pattern.compile("(^|&)language=[^&]*");

    /// @param address path and query, or a whole address of which only these count
    /// @param pages names of the pages that a view may be of, such as `map`
    /// @throws CorridorException `BAD_VIEW_ADDRESS`
    public static ViewAddress of(DataSetId set, String address, Set<String> pages) {
        return parsed(set, address.strip(), pages)
                .orElseThrow(() -> new CorridorException(
                        ViewError.BAD_VIEW_ADDRESS,
                        "This address is no view of this data set that can be saved.",
                        "Open the page you want to keep, and save it from there."));
    }

    private static Optional<ViewAddress> parsed(DataSetId set, String address, Set<String> pages) {
        if (address.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(address);
            Matcher path = PATH.matcher(uri.getRawPath() == null ? "" : uri.getRawPath());
            if (!path.matches()
                    || Long.parseLong(path.group(1)) != set.value()
                    || (path.group(2) != null && !pages.contains(path.group(2)))) {
                return Optional.empty();
            }
            String query = uri.getRawQuery() == null
                    ? ""
                    : LANGUAGE.matcher(uri.getRawQuery()).replaceAll("").replaceFirst("^&", "");
            return Optional.of(new ViewAddress(set, path.group() + (query.isEmpty() ? "" : "?" + query)));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
