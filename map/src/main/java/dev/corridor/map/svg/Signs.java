package dev.corridor.map.svg;

/// The small drawings of a legend, 15 pixels tall; [Style#legend] colours them.
public final class Signs {
    /// 30 pixels wide.
    public static final String BACK =
            "<path class=\"k-back\" d=\"M0,7.5H30\"/><path class=\"k-backa\" d=\"M10,7.5l9,-4.5v9z\"/>";

    /// 20 pixels wide.
    public static final String LOOP = "<path class=\"k-back\" d=\"M8,14V9H1V2H19V9H12V14\"/>";

    /// 22 pixels wide.
    public static final String END =
            "<path class=\"k-exit\" d=\"M0,2H7Q13,2 13,8V13\"/><path class=\"k-bar\" d=\"M7,13H19\"/>";

    /// 22 pixels wide.
    public static final String START = "<path class=\"k-exit\" d=\"M5,12Q6,4 12,4H22\"/>"
            + "<circle class=\"k-source\" cx=\"5\" cy=\"11.5\" r=\"3.5\"/>";

    private Signs() {}

    /// A class of colour, 24 pixels wide.
    ///
    /// @param level 1 to 5, 0 without colour
    public static String swatch(int level) {
        return "<rect class=\"r" + level + "\" y=\"3\" width=\"24\" height=\"9\"/>";
    }

    public static String picture(int width, String drawing) {
        return "<svg viewBox=\"0 0 " + width + " 15\" width=\"" + width + "\" aria-hidden=\"true\">" + drawing
                + "</svg>";
    }
}
