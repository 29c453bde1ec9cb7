package dev.corridor.recipes.intake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Counts what was found, by code and subject.
final class Findings {
    private final Map<String, Tally> tallies = new LinkedHashMap<>();
    private final List<Finding> whole = new ArrayList<>();

    /// One thing that is counted.
    static final class Tally {
        private final String code;
        private final String subject;
        private final String sentence;
        private final List<String> examples = new ArrayList<>();
        private long count;
        private long denominator;

        private Tally(String code, String subject, String sentence) {
            this.code = code;
            this.subject = subject;
            this.sentence = sentence;
        }

        void add(Supplier<String> example) {
            add(1, example);
        }

        void add(long times, Supplier<String> example) {
            count += times;
            if (examples.size() < Finding.EXAMPLES) {
                examples.add(example.get());
            }
        }

        void add(long times, List<String> more) {
            count += times;
            more.stream().limit(Finding.EXAMPLES - examples.size()).forEach(examples::add);
        }

        void of(long more) {
            denominator += more;
        }
    }

    /// @param sentence with `{n}` for the count and `{of}` for the denominator
    Tally tally(String code, String subject, String sentence) {
        return tallies.computeIfAbsent(code + '\0' + subject, _ -> new Tally(code, subject, sentence));
    }

    void add(Finding finding) {
        whole.add(finding);
    }

    /// Those with a count, in the order in which they were first looked for.
    List<Finding> all() {
        List<Finding> all = new ArrayList<>(whole);
        for (Tally tally : tallies.values()) {
            if (tally.count > 0) {
                String sentence = tally.sentence
                        .replace("{n}", Numbered.of(tally.count))
                        .replace("{of}", Numbered.of(tally.denominator));
                all.add(new Finding(
                        tally.code, tally.subject, tally.count, tally.denominator, sentence, tally.examples));
            }
        }
        return all;
    }

    /// Numbers in sentences.
    static final class Numbered {
        private Numbered() {}

        static String of(long number) {
            return String.format(java.util.Locale.ROOT, "%,d", number);
        }
    }
}
