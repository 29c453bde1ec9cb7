package dev.corridor.answers.mine;

import dev.corridor.map.words.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A sentence with gaps for names: text, gap, text ... text.
///
/// @param texts one more than gaps
/// @param gaps which name stands in each
record SentencePattern(List<String> texts, List<Integer> gaps) {
    /// Reads `{0}` as a gap, `{n}`, `{of}` and `{rest}` (base less count) as numbers, and `{n|one|few|many}` as the
    /// form that goes with the number, in as many forms as the language has.
    static SentencePattern of(String pattern, long count, long of, Wording wording) {
        List<String> texts = new ArrayList<>();
        List<Integer> gaps = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        int from = 0;
        for (int open = pattern.indexOf('{'); open >= 0; open = pattern.indexOf('{', from)) {
            text.append(pattern, from, open);
            int close = pattern.indexOf('}', open);
            String[] slot = pattern.substring(open + 1, close).split("\\|");
            if (Character.isDigit(slot[0].charAt(0))) {
                texts.add(text.toString());
                text.setLength(0);
                gaps.add(Integer.valueOf(slot[0]));
            } else {
                long number = number(slot[0], count, of);
                text.append(slot.length == 1 ? wording.number(number) : form(slot, wording.plural(number)));
            }
            from = close + 1;
        }
        texts.add(text.append(pattern.substring(from)).toString());
        return new SentencePattern(texts, gaps);
    }

    private static long number(String slot, long count, long of) {
        return switch (slot) {
            case "n" -> count;
            case "of" -> of;
            case "rest" -> of - count;
            default -> throw new IllegalStateException("no number {" + slot + "}");
        };
    }

    private static String form(String[] slot, String plural) {
        return switch (plural) {
            case "one" -> slot[1];
            case "few", "other" -> slot[2];
            default -> slot[3];
        };
    }

    /// The names in the gaps of a sentence by their number, each as short as can be; empty where the sentence is
    /// another one. Linear in its length.
    Optional<List<String>> read(String sentence) {
        if (!sentence.startsWith(texts.getFirst())) {
            return Optional.empty();
        }
        Map<Integer, String> names = new TreeMap<>();
        int at = texts.getFirst().length();
        for (int i = 0; i < gaps.size(); i++) {
            String after = texts.get(i + 1);
            boolean last = i == gaps.size() - 1;
            int end = last ? sentence.length() - after.length() : sentence.indexOf(after, at);
            if (end < at || !sentence.startsWith(after, end)) {
                return Optional.empty();
            }
            names.put(gaps.get(i), sentence.substring(at, end));
            at = end + after.length();
        }
        return at == sentence.length() ? Optional.of(List.copyOf(names.values())) : Optional.empty();
    }

    String fill(List<String> names) {
        StringBuilder sentence = new StringBuilder(texts.getFirst());
        for (int i = 0; i < gaps.size(); i++) {
            sentence.append(names.get(gaps.get(i))).append(texts.get(i + 1));
        }
        return sentence.toString();
    }
}
