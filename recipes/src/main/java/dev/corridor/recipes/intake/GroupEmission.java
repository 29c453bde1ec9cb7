package dev.corridor.recipes.intake;

import dev.corridor.recipes.reader.Row;
import dev.corridor.recipes.recipe.InteractionRule;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Rows with the same texts in some columns are one interaction, at the earliest of their times; handed over in the
/// order of their first rows.
final class GroupEmission extends Emission {
    private final LongCounts seen;
    private final Findings.Tally parted;
    private final int[] columns;
    private final LongRow longRow;
    private final Keys names = new Keys();
    private final Map<Name, Group> groups = new LinkedHashMap<>();
    private final Map<String, Findings.Tally> conflicts = new HashMap<>();
    private final Feed[] prototypes;
    private @Nullable Group last;

    GroupEmission(Binding binding, InteractionRule.LongTable rule, OfRule ofRule, Output output) {
        super(binding, rule.source(), rule.group(), ofRule, output);
        this.seen = ofRule.seen();
        this.parted = binding.run()
                .findings()
                .tally(
                        "group-in-several-files",
                        source.table(),
                        "{n} of {of} groups of the table '" + source.table()
                                + "' stand in several files; each file's rows are one interaction.");
        this.columns = Binding.columns(binding.file(), rule.group(), "the group");
        this.longRow = new LongRow(binding, rule);
        this.prototypes = source.attributes().stream().map(binding::feed).toArray(Feed[]::new);
        ready();
    }

    private static final class Name {
        private final byte[] bytes;

        private Name(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Name name && Arrays.equals(bytes, name.bytes);
        }

        @Override
        public int hashCode() {
            return (int) Slices.hash(bytes, 0, bytes.length);
        }
    }

    /// What is known so far of one group.
    private static final class Group {
        private final Name name;
        private final byte[] key;
        private final byte @Nullable [] customer;
        private final int touchpoint;
        private final Feed[] feeds;
        private boolean timed;
        private long second;
        private int nano;

        private Group(Name name, byte[] key, byte @Nullable [] customer, int touchpoint, Feed[] feeds) {
            this.name = name;
            this.key = key;
            this.customer = customer;
            this.touchpoint = touchpoint;
            this.feeds = feeds;
        }
    }

    /// Groups are told of when all of their rows are known.
    @Override
    void tell(RowIdentity asking, Row row, boolean meant) {}

    @Override
    void take(Row row) {
        int code = longRow.touchpoint(row, this);
        if (code < 0) {
            return;
        }
        Moment.State state = longRow.moment().read(row);
        if (state == Moment.State.WRONG) {
            rejectTime(row, longRow.moment().reader(), longRow.moment().column());
            return;
        }
        Group group = group(row, code);
        if (group == null) {
            return;
        }
        long micros = Long.MIN_VALUE;
        if (state == Moment.State.TIMED) {
            TimeReader time = longRow.moment().reader();
            micros = time.micros();
            earliest(group, time);
        }
        for (Feed feed : group.feeds) {
            feed.add(row, micros);
        }
    }

    private static void earliest(Group group, TimeReader time) {
        boolean earlier = !group.timed
                || time.second() < group.second
                || (time.second() == group.second && time.nano() < group.nano);
        if (earlier) {
            group.timed = true;
            group.second = time.second();
            group.nano = time.nano();
        }
    }

    private @Nullable Group group(Row row, int code) {
        byte[] name = names.of(row, columns);
        Group group = last != null && Arrays.equals(last.name.bytes, name) ? last : groups.get(new Name(name));
        if (!identify(row)) {
            return null;
        }
        if (group == null) {
            byte @Nullable [] customer = customer();
            Feed[] feeds = Arrays.stream(prototypes).map(Feed::fresh).toArray(Feed[]::new);
            group = new Group(
                    new Name(name.clone()), key().clone(), customer == null ? null : customer.clone(), code, feeds);
            groups.put(group.name, group);
        } else {
            compare(row, group, code);
        }
        last = group;
        return group;
    }

    private void compare(Row row, Group group, int code) {
        if (group.touchpoint != code) {
            conflict("touchpoint").add(() -> Example.of(binding.fileName(), row.line(), ""));
        }
        if (!Arrays.equals(group.customer, customer())) {
            conflict("customer").add(() -> Example.of(binding.fileName(), row.line(), ""));
        }
    }

    private Findings.Tally conflict(String what) {
        return conflicts.computeIfAbsent(
                what,
                _ -> binding.run()
                        .findings()
                        .tally(
                                "conflicting-values",
                                what,
                                "{n} of {of} rows of the table '" + source.table() + "' name another " + what
                                        + " than the first row of their group; the first counts."));
    }

    @Override
    void finish() {
        for (Group group : groups.values()) {
            int files = seen.add(Slices.hash(group.name.bytes, 0, group.name.bytes.length));
            if (rowIdentity != null) {
                rowIdentity.ofGroup(group.name.bytes, files);
            }
            if (files > 1) {
                parted.add(() -> Example.cut(new String(group.name.bytes, StandardCharsets.UTF_8)));
            }
            appender.begin(group.customer, group.key);
            if (group.timed) {
                appender.interaction(group.touchpoint, group.second, group.nano, output.next());
            } else {
                appender.untimed(group.touchpoint, output.next());
            }
            output.interaction();
            for (Feed feed : group.feeds) {
                feed.emit(appender);
            }
            appender.end();
        }
        super.finish();
        parted.of(groups.size());
        conflicts.values().forEach(tally -> tally.of(rows()));
        finish(prototypes);
        longRow.finish(output);
    }
}
