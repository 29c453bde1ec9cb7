package dev.corridor.recipes.intake;

import dev.corridor.engine.journey.Attribute;
import dev.corridor.engine.store.Appender;
import dev.corridor.recipes.reader.Reject;
import dev.corridor.recipes.reader.Row;
import dev.corridor.recipes.recipe.AttributeRule;
import dev.corridor.recipes.recipe.InteractionRule;
import dev.corridor.recipes.recipe.InteractionRule.WithoutCustomer;
import dev.corridor.recipes.recipe.Precision;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The rows of one file on their way to interactions: what long, wide and grouped tables have in common.
abstract sealed class Emission implements Consumer<Row> permits LongEmission, WideEmission, GroupEmission {
    private static final byte[] NOTHING = new byte[0];

    final Binding binding;
    final Appender appender;
    final InteractionRule.Source source;
    final Output output;
    private final RowCondition condition;
    private final boolean conditional;
    private final int[] journey;
    private final int[] identity;
    private final @Nullable Cell customer;
    private Hop[] hops = {};
    private final Keys keys = new Keys();
    private final Keys customers = new Keys();
    private final LongCounts occurrences;
    final @Nullable RowIdentity rowIdentity;
    private final Findings.Tally noCustomer;
    private final Findings.Tally notMeant;
    private long[] unmatched = {};
    private String[] unmatchedExamples = {};
    private byte[] key = NOTHING;
    private byte @Nullable [] customerKey;
    private long rows;
    private int occurrence;

    /// What the emissions of one interaction rule share, one per file.
    ///
    /// @param place of the rule in the recipe
    /// @param seen journeys of a wide table, or groups, met in all files so far
    /// @param occurrences how often each row was met in all files so far; rows that repeat one of an earlier file
    ///     are not met again, so this is also how often it has occurred in the file at hand
    record OfRule(int place, LongCounts seen, LongCounts occurrences) {
        OfRule(int place) {
            this(place, new LongCounts(), new LongCounts());
        }
    }

    /// What the emissions of a run share: the position in the source and the precision of each touchpoint.
    static final class Output {
        private final Map<String, Precision> precisions = new LinkedHashMap<>();
        private final RejectCollector rejects;
        private long sequence;
        private long interactions;

        Output(RejectCollector rejects) {
            this.rejects = rejects;
        }

        long next() {
            return sequence++;
        }

        void interaction() {
            interactions++;
        }

        long interactions() {
            return interactions;
        }

        void precision(String touchpoint, Precision precision) {
            precisions.merge(touchpoint, precision, Precision::coarser);
        }

        Map<String, Precision> precisions() {
            return precisions;
        }
    }

    /// @param group columns of the group, which identify a row where the table has no key
    Emission(Binding binding, InteractionRule.Source source, List<String> group, OfRule ofRule, Output output) {
        this.binding = binding;
        this.source = source;
        this.output = output;
        this.appender = binding.run().appender();
        this.occurrences = ofRule.occurrences();
        this.rowIdentity =
                appender instanceof RowAppender asking ? new RowIdentity(asking, ofRule.place(), source.table()) : null;
        this.condition = binding.condition(source.when());
        this.conditional = !source.when().always();
        this.journey = Binding.columns(binding.file(), source.journey(), "the journey's key");
        List<String> own =
                binding.rule().key().isEmpty() ? group : binding.rule().key();
        this.identity = Binding.columns(binding.file(), own, "the key of '" + source.table() + "'");
        this.customer = source.customer().map(binding::cell).orElse(null);
        boolean rejecting = source.withoutCustomer() == WithoutCustomer.REJECT;
        this.noCustomer = binding.run()
                .findings()
                .tally(
                        "no-customer",
                        source.table(),
                        "{n} of {of} rows of the table '" + source.table() + "' have no customer; "
                                + (rejecting ? "they are rejected." : "their journeys count, no customer does."));
        this.notMeant = binding.run()
                .findings()
                .tally(
                        "left-out",
                        source.table(),
                        "{n} of {of} rows of the table '" + source.table()
                                + "' do not meet the recipe's condition and are left" + " out.");
    }

    /// To be called when all references are bound, before the first row.
    final void ready() {
        hops = binding.hops().toArray(Hop[]::new);
        unmatched = new long[hops.length];
        unmatchedExamples = new String[hops.length];
        Arrays.fill(unmatchedExamples, "");
    }

    /// Takes a row that is meant; its joins have been looked up.
    abstract void take(Row row);

    /// Tells who the row is. Without a key a row that is left out has always been.
    void tell(RowIdentity asking, Row row, boolean meant) {
        if (identity.length > 0) {
            asking.ofKey(row, identity);
        } else if (meant) {
            asking.ofContent(row, occurrence(row));
        }
    }

    @Override
    public final void accept(Row row) {
        rows++;
        occurrence = 0;
        boolean meant = !conditional || condition.holds(row);
        if (rowIdentity != null) {
            tell(rowIdentity, row, meant);
        }
        if (!meant) {
            notMeant.add(() -> Example.of(binding.fileName(), row.line(), ""));
            return;
        }
        for (int i = 0; i < hops.length; i++) {
            hops[i].refresh(row);
            if (hops[i].count() == 0 && unmatched[i]++ < 1) {
                unmatchedExamples[i] = Example.of(binding.fileName(), row.line(), "");
            }
        }
        take(row);
    }

    /// Finds the journey and the customer of the row, or rejects the row.
    final boolean identify(Row row) {
        Row holder = customer == null ? null : customer.first(row);
        customerKey = customer == null || holder == null ? null : customers.of(holder, customer.column());
        if (customer != null && customerKey == null) {
            noCustomer.add(() -> Example.of(binding.fileName(), row.line(), ""));
            if (source.withoutCustomer() == WithoutCustomer.REJECT) {
                reject(
                        row,
                        "no-customer",
                        "The row has no customer.",
                        customer.name(),
                        customer.joined() ? -1 : customer.column());
                return false;
            }
        }
        if (!hasJourney(row)) {
            boolean own = journey.length == 0 || (customer != null && customerKey == null);
            if (!own) {
                reject(row, "no-journey", "The row has no key of a journey.", String.join(" + ", source.journey()), -1);
                return false;
            }
            key = ownKey(row);
        } else {
            key = keys.of(row, journey);
        }
        return true;
    }

    private boolean hasJourney(Row row) {
        for (int column : journey) {
            if (!binding.missing().isMissing(row.buffer(), row.start(column), row.length(column))) {
                return true;
            }
        }
        return false;
    }

    /// The identity of the row: the recipe's key, else its content and how often it has occurred in the file.
    private byte[] ownKey(Row row) {
        if (identity.length > 0) {
            return keys.of(row, identity);
        }
        int which = occurrence(row);
        String text = String.format("%016x", Slices.hash(row)) + (which == 1 ? "" : "-" + which);
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /// How often the row has occurred in the file by now.
    private int occurrence(Row row) {
        if (occurrence == 0) {
            occurrence = occurrences.add(Slices.hash(row));
        }
        return occurrence;
    }

    /// Rows seen so far.
    final long rows() {
        return rows;
    }

    final byte[] key() {
        return key;
    }

    final byte @Nullable [] customer() {
        return customerKey;
    }

    final void begin() {
        appender.begin(customerKey, key);
    }

    final void reject(Row row, String code, String sentence, String name, int column) {
        output.rejects.add(Example.reject(code, sentence, binding.fileName(), row, name, column));
    }

    final void rejectText(Row row, String code, String sentence, String name, String value) {
        output.rejects.add(new Reject(code, sentence, binding.fileName(), row.line(), name, value));
    }

    final void rejectTime(Row row, TimeReader time, int column) {
        reject(row, time.problem().code(), time.problem().sentence(), time.column(), column);
    }

    final Feed[] feeds(List<AttributeRule> attributes, boolean ofInteractions) {
        return attributes.stream()
                .filter(attribute -> (attribute.level() == Attribute.Level.INTERACTION) == ofInteractions)
                .map(binding::feed)
                .toArray(Feed[]::new);
    }

    static void feed(Feed[] feeds, Row row, long micros, Appender appender) {
        for (Feed feed : feeds) {
            feed.reset();
            feed.add(row, micros);
            feed.emit(appender);
        }
    }

    static void finish(Feed[] feeds) {
        for (Feed feed : feeds) {
            feed.finish();
        }
    }

    /// Hands over what is left and closes the counts.
    void finish() {
        noCustomer.of(rows);
        notMeant.of(rows);
        for (int i = 0; i < hops.length; i++) {
            reportUnmatched(hops[i], unmatched[i], unmatchedExamples[i]);
        }
    }

    private void reportUnmatched(Hop hop, long count, String example) {
        if (!hop.direct() || !hop.given()) {
            return;
        }
        Findings.Tally tally = binding.run()
                .findings()
                .tally(
                        "without-match",
                        source.table() + " - " + hop.name(),
                        "{n} of {of} rows of the table '" + source.table() + "' have no row in the table '" + hop.name()
                                + "'.");
        tally.of(rows);
        if (count > 0) {
            tally.add(count, List.of(example));
        }
    }
}
