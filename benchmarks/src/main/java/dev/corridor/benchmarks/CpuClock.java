package dev.corridor.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Measures the processor time of the whole process: all threads, the collector and the compiler included.
final class CpuClock {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private static final long LEAST = 300_000_000L;

    private CpuClock() {}

    /// The times of several runs.
    ///
    /// @param nanos processor time per run, ascending
    record Times(long[] nanos) {
        double median() {
            return nanos[nanos.length / 2];
        }

        double min() {
            return nanos[0];
        }

        double max() {
            return nanos[nanos.length - 1];
        }
    }

    static long nanos() {
        return SYSTEM.getProcessCpuTime();
    }

    /// Runs several tasks in turn, again and again, so that the machine's moods meet all of them alike. A
    /// task is run as often in a row as it takes to fill [#LEAST] nanoseconds, since the clock of the process
    /// is coarse.
    ///
    /// @param warmups rounds that are not counted
    /// @return nanoseconds of one run
    static List<Times> interleaved(int warmups, int rounds, List<Runnable> tasks) {
        long[][] nanos = new long[tasks.size()][rounds];
        int[] repeats = new int[tasks.size()];
        Arrays.fill(repeats, 1);
        for (int round = -warmups; round < rounds; round++) {
            for (int task = 0; task < tasks.size(); task++) {
                long start = nanos();
                for (int repeat = 0; repeat < repeats[task]; repeat++) {
                    tasks.get(task).run();
                }
                long taken = nanos() - start;
                if (round >= 0) {
                    nanos[task][round] = taken / repeats[task];
                } else {
                    repeats[task] = Math.clamp(LEAST * repeats[task] / Math.max(taken, 1), 1, 1_000);
                }
            }
        }
        List<Times> times = new ArrayList<>();
        for (long[] runs : nanos) {
            Arrays.sort(runs);
            times.add(new Times(runs));
        }
        return times;
    }
}
