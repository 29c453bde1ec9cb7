package dev.corridor.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NearestNamesTest {
    @Test
    void findsTheNearestFirst() {
        assertThat(NearestNames.of("pases", List.of("path", "parses", "passes", "starts"), 3))
                .containsExactly("parses", "passes");
        assertThat(NearestNames.of("thne", List.of("then", "time"), 1)).containsExactly("then");
        assertThat(NearestNames.of("PAYMENT.APPROVED", List.of("payment.approved"), 1))
                .containsExactly("payment.approved");
        assertThat(NearestNames.of("x", List.of("yyyy", "passes"), 3)).isEmpty();
        assertThat(NearestNames.of("", List.of("a"), 3)).isEmpty();
    }

    @Test
    void measuresTheDistanceAsDefinedUpToItsLimit() {
        for (int seed = 0; seed < 4_000; seed++) {
            Random random = new Random(seed);
            String a = word(random);
            String b = word(random);
            int limit = 1 + seed % 3;
            int expected = Math.min(limit + 1, distance(a, b));
            assertThat(Math.min(limit + 1, NearestNames.distance(a, b, limit)))
                    .as("seed %d: %s and %s within %d", seed, a, b, limit)
                    .isEqualTo(expected);
        }
    }

    @Test
    void copesWithLongNames() {
        String long1 = "a".repeat(1_000_000);
        assertThat(NearestNames.of(long1, List.of(long1), 1)).isEmpty();
        assertThat(NearestNames.of("ab", Collections.nCopies(1_000, long1), 1)).isEmpty();
    }

    private static String word(Random random) {
        return random.ints(random.nextInt(8), 'a', 'd')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static int distance(String a, String b) {
        if (a.isEmpty() || b.isEmpty()) {
            return a.length() + b.length();
        }
        int same = a.charAt(a.length() - 1) == b.charAt(b.length() - 1) ? 0 : 1;
        int least = Math.min(
                same + distance(head(a, 1), head(b, 1)),
                1 + Math.min(distance(head(a, 1), b), distance(a, head(b, 1))));
        boolean swapped = a.length() > 1
                && b.length() > 1
                && a.charAt(a.length() - 1) == b.charAt(b.length() - 2)
                && a.charAt(a.length() - 2) == b.charAt(b.length() - 1);
        return swapped ? Math.min(least, 1 + distance(head(a, 2), head(b, 2))) : least;
    }

    private static String head(String text, int without) {
        return text.substring(0, text.length() - without);
    }
}
