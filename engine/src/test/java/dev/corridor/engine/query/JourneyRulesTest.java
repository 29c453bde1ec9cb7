package dev.corridor.engine.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.error.EngineError;
import dev.corridor.engine.journey.JourneyRule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JourneyRulesTest {
    @Test
    void readsEveryRule() {
        assertThat(JourneyRules.parse("key")).isEqualTo(new JourneyRule.ByKey());
        assertThat(JourneyRules.parse(" Customer ")).isEqualTo(new JourneyRule.ByCustomer());
        assertThat(JourneyRules.parse("gap=30d")).isEqualTo(new JourneyRule.ByGap(Duration.ofDays(30)));
        assertThat(JourneyRules.parse("from=A,to=B,timeout=14d"))
                .isEqualTo(new JourneyRule.FromTo("A", Optional.of("B"), Duration.ofDays(14), false));
        assertThat(JourneyRules.parse("from=A,to=B,timeout=14d,reentry"))
                .isEqualTo(new JourneyRule.FromTo("A", Optional.of("B"), Duration.ofDays(14), true));
        assertThat(JourneyRules.parse("timeout = 1d12h, from = \"Sign, up\""))
                .isEqualTo(new JourneyRule.FromTo("Sign, up", Optional.empty(), Duration.ofHours(36), false));
        assertThat(JourneyRules.parse("from=to,to=from,timeout=1s"))
                .isEqualTo(new JourneyRule.FromTo("to", Optional.of("from"), Duration.ofSeconds(1), false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "``                              # 1  # expected \"key\"",
                "keys                            # 1  # did you mean \"key\"",
                "custmer                         # 1  # did you mean \"customer\"",
                "key customer                    # 5  # expected the end",
                "gap                             # 4  # expected \"=\"",
                "gap=30                          # 5  # expected a duration",
                "gap=0s                          # 5  # above 0",
                "gap=-3d                         # 5  # expected a duration",
                "gap=30d,reentry                 # 8  # expected the end",
                "from=A                          # 7  # timeout",
                "to=B,timeout=3d                 # 16 # from",
                "from=A,to=B,timeout=14d,reentri # 25 # did you mean \"reentry\"",
                "from=A,from=B,timeout=1d        # 8  # given twice",
                "from=A,,timeout=1d              # 8  # expected \"from=\"",
                "from=,timeout=1d                # 6  # expected a touchpoint",
                "from=A timeout=1d               # 8  # timeout",
                "from=A,timeout=1d to=B          # 19 # expected \",\"",
            })
    void pointsAtTheColumn(String text, int column, String part) {
        CorridorException refusal = catchThrowableOfType(CorridorException.class, () -> JourneyRules.parse(text));
        assertThat(refusal).as(text).isNotNull();
        assertThat(refusal.code()).isEqualTo(EngineError.FILTER_SYNTAX);
        assertThat(refusal.sentence())
                .contains("journey rule")
                .contains("column " + column + ":")
                .contains(part);
    }

    @Test
    void readsBackWhatItPrints() {
        List<String> names = List.of("A", "to", "sign up", "a,b", "a\"\\", "оплата", "key");
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            Duration duration = Duration.ofSeconds(1 + random.nextInt(5_000_000));
            String name = names.get(random.nextInt(names.size()));
            JourneyRule rule = switch (random.nextInt(4)) {
                case 0 -> new JourneyRule.ByKey();
                case 1 -> new JourneyRule.ByCustomer();
                case 2 -> new JourneyRule.ByGap(duration);
                default ->
                    new JourneyRule.FromTo(
                            name,
                            random.nextBoolean()
                                    ? Optional.of(names.get(random.nextInt(names.size())))
                                    : Optional.empty(),
                            duration,
                            random.nextBoolean());
            };
            assertThat(JourneyRules.parse(JourneyRules.text(rule)))
                    .as("seed %d", seed)
                    .isEqualTo(rule);
        }
        assertThat(JourneyRules.text(JourneyRules.parse("reentry, timeout=2w, to=\"B\", from=A")))
                .isEqualTo("from=A,to=B,timeout=14d,reentry");
    }
}
