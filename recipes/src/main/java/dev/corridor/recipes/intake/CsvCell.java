package dev.corridor.recipes.intake;

/// A text as a cell of a CSV file (RFC 4180): in quotes, taken for a formula by no spreadsheet, and without what a
/// terminal would obey or what hides or turns the text beside it. Line breaks and tabs stay.
public final class CsvCell {
    private static final String FORMULA = "=+-@\t\r\n";

    private CsvCell() {}

    public static String of(String text) {
        StringBuilder cell = new StringBuilder("\"");
        if (!text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0) {
            cell.append('\'');
        }
        text.codePoints().forEach(character -> {
            if (character == '"') {
                cell.append("\"\"");
            } else if (isHarmful(character)) {
                cell.append('\uFFFD');
            } else {
                cell.appendCodePoint(character);
            }
        });
        return cell.append('"').toString();
    }

    private static boolean isHarmful(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL -> character != '\n' && character != '\r' && character != '\t';
            case Character.FORMAT -> true;
            default -> false;
        };
    }
}
