package dev.corridor.app.interaction;

import dev.corridor.engine.error.CorridorException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/// Who was erased from which data set, by salted hashes; and the only place that knows how a file holds that:
///
/// ```
/// corridor erased 1
/// salt SALT
/// SET HASH           one line for each mark
/// end SUM            the CRC-32 of all before it
/// ```
///
/// @param salt in hex
record ErasedLedger(String salt, SortedSet<Mark> marks) {
    private static final String HEAD = "corridor erased 1";
    private static final String SALT = "salt ";
    private static final String END = "end ";
    private static final String OF_ANOTHER_VERSION = "another version of Corridor wrote it";
    private static final int LINES_BEFORE_MARKS = 2;
    private static final Pattern SALTED = Pattern.compile(SALT + "([0-9a-f]{2})+");
    private static final Pattern MARK = Pattern.compile("([0-9]{1,18}) ([0-9a-f]{64})");

    ErasedLedger(String salt, Collection<Mark> marks) {
        this(salt, new TreeSet<>(marks));
    }

    /// @param hash of a customer's id or of a journey's key, in hex
    record Mark(DataSetId set, String hash) implements Comparable<Mark> {
        @Override
        public int compareTo(Mark other) {
            int sets = Long.compare(set.value(), other.set.value());
            return sets == 0 ? hash.compareTo(other.hash) : sets;
        }
    }

    /// This one's marks and another's of the same salt.
    ErasedLedger and(ErasedLedger other) {
        SortedSet<Mark> both = new TreeSet<>(marks);
        both.addAll(other.marks);
        return new ErasedLedger(salt, both);
    }

    /// Marks that another one does not have.
    List<Mark> without(ErasedLedger other) {
        return marks.stream().filter(mark -> !other.marks.contains(mark)).toList();
    }

    String text() {
        StringBuilder text = new StringBuilder(HEAD + "\n" + SALT + salt + "\n");
        marks.forEach(mark ->
                text.append(mark.set().value()).append(' ').append(mark.hash()).append('\n'));
        return text + end(text.toString());
    }

    private static String end(String before) {
        CRC32 sum = new CRC32();
        sum.update(before.getBytes(StandardCharsets.UTF_8));
        return END + HexFormat.of().toHexDigits((int) sum.getValue()) + "\n";
    }

    /// @throws CorridorException `LEDGER_NOT_READ` where it is cut or was changed
    static ErasedLedger parse(String text) {
        int end = Math.max(0, text.lastIndexOf(END));
        String before = text.substring(0, end);
        List<String> lines = before.lines().toList();
        if (!text.substring(end).equals(end(before))) {
            throw notRead("it is cut or was changed");
        }
        if (lines.size() < LINES_BEFORE_MARKS
                || !lines.getFirst().equals(HEAD)
                || !SALTED.matcher(lines.get(1)).matches()) {
            throw notRead(OF_ANOTHER_VERSION);
        }
        return new ErasedLedger(
                lines.get(1).substring(SALT.length()),
                lines.stream().skip(LINES_BEFORE_MARKS).map(ErasedLedger::mark).toList());
    }

    private static Mark mark(String line) {
        Matcher mark = MARK.matcher(line);
        if (!mark.matches()) {
            throw notRead(OF_ANOTHER_VERSION);
        }
        return new Mark(new DataSetId(Long.parseLong(mark.group(1))), mark.group(2));
    }

    static CorridorException notRead(String why) {
        return new CorridorException(
                DataError.LEDGER_NOT_READ,
                "The file erased.ledger in the data folder cannot be read: " + why
                        + ". Customers that only it knows as erased are not kept out.",
                "Put its last whole copy in its place and start again. Where there is none, move it away: the next start"
                        + " writes it anew from the database.");
    }
}
