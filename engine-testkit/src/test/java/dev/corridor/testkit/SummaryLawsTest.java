package dev.corridor.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SummaryLawsTest {
    private static final List<Integer> NUMBERS = IntStream.range(1, 40).boxed().toList();

    @Test
    void acceptsASortedList() {
        for (long seed = 0; seed < 50; seed++) {
            long each = seed;
            assertThatCode(() -> SummaryLaws.check(new SortedNumbers(), NUMBERS, each))
                    .doesNotThrowAnyException();
            assertThatCode(() -> SummaryLaws.check(new SortedNumbers(), List.of(), each))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void refusesWhatDependsOnTheOrder() {
        assertThatThrownBy(() -> SummaryLaws.check(
                        new SortedNumbers() {
                            @Override
                            public List<Integer> of(List<Integer> numbers) {
                                return numbers;
                            }
                        },
                        NUMBERS,
                        5))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("permutation")
                .hasMessageContaining("seed 5");
    }

    @Test
    void refusesALossyMerge() {
        assertThatThrownBy(() -> SummaryLaws.check(
                        new SortedNumbers() {
                            @Override
                            public List<Integer> merge(List<Integer> left, List<Integer> right) {
                                return left.size() > right.size() ? left : right;
                            }
                        },
                        NUMBERS,
                        5))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("partition");
    }

    @Test
    void refusesBytesThatForget() {
        assertThatThrownBy(() -> SummaryLaws.check(
                        new SortedNumbers() {
                            @Override
                            public List<Integer> read(byte[] bytes) {
                                return super.read(bytes).stream().limit(3).toList();
                            }
                        },
                        NUMBERS,
                        5))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("round trip");
    }

    private static class SortedNumbers implements SummaryLaws.Subject<Integer, List<Integer>> {
        @Override
        public List<Integer> of(List<Integer> numbers) {
            return numbers.stream().sorted().toList();
        }

        @Override
        public List<Integer> merge(List<Integer> left, List<Integer> right) {
            return of(Stream.concat(left.stream(), right.stream()).toList());
        }

        @Override
        public byte[] bytes(List<Integer> summary) {
            return summary.toString().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public List<Integer> read(byte[] bytes) {
            String text = new String(bytes, StandardCharsets.UTF_8);
            return new ArrayList<>(
                    Arrays.stream(text.substring(1, text.length() - 1).split(", "))
                            .filter(number -> !number.isEmpty())
                            .map(Integer::valueOf)
                            .toList());
        }

        @Override
        public byte[] digest(List<Integer> summary) {
            return bytes(summary);
        }
    }
}
