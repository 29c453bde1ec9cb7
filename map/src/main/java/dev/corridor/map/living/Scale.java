package dev.corridor.map.living;

import dev.corridor.map.words.Wording;
import java.util.Arrays;
import java.util.Optional;

/// What the widths of a map are measured by. Both are linear: twice the journeys, twice the width.
public enum Scale {
    /// The same pixels for a journey under every filter; all journeys stay to be seen as a pale bed.
    WHOLE("whole"),
    /// All journeys of the selection are as wide as all journeys were. A track that would need more room than
    /// its place leaves is drawn as wide as that, and marked from a tenth too narrow on.
    SELECTION("selection");

    private final String key;

    Scale(String key) {
        this.key = key;
    }

    /// As in addresses.
    public String key() {
        return key;
    }

    /// @return empty for what is no key
    public static Optional<Scale> of(String key) {
        return Arrays.stream(values()).filter(scale -> scale.key.equals(key)).findFirst();
    }

    /// @param wording of [Places#wording]
    public String label(Wording wording) {
        return wording.say("scale." + key);
    }
}
