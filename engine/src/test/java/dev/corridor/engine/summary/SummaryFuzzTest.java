package dev.corridor.engine.summary;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;

/// Coverage-guided fuzzing of summaries' bytes. An ordinary test run replays the kept inputs; with
/// `JAZZER_FUZZ=1` in the environment it searches for new ones.
class SummaryFuzzTest {
    private static final List<DamagedSummaryTest.Kind<?>> KINDS = DamagedSummaryTest.kinds();

    @FuzzTest(maxDuration = "1m")
    void readsSummaries(FuzzedDataProvider data) {
        DamagedSummaryTest.Kind<?> kind = data.pickValue(KINDS);
        kind.survives(data.consumeRemainingAsBytes());
    }
}
