package dev.corridor.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Ten minutes in which people read pages and figures while others import, undo, and begin drafts that they cancel;
/// the heap after a collection must be the same at the end as after the first minute.
final class MixedLoad {
    private static final int READERS = 6;
    private static final long SECONDS = Long.getLong("seconds", 600);
    private static final long WARM_SECONDS = SECONDS / 10;
    private static final double MOST_GROWTH = 1.25;
    private static final long SLACK = 24 << 20;

    private final ServerInUse server;
    private final long set;
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final AtomicLong answers = new AtomicLong();

    MixedLoad(ServerInUse server, long set) {
        this.server = server;
        this.set = set;
    }

    void run() throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        List<Thread> people = new ArrayList<>();
        for (int reader = 0; reader < READERS; reader++) {
            Random random = new Random(reader);
            people.add(Thread.ofVirtual().start(() -> repeat(end, () -> read(random))));
        }
        people.add(Thread.ofVirtual().start(() -> repeat(end, this::changeData)));
        Thread.sleep(TimeUnit.SECONDS.toMillis(WARM_SECONDS));
        long early = heapAfterCollection();
        for (Thread person : people) {
            person.join();
        }
        long late = heapAfterCollection();
        System.out.printf(
                "mixed load: %d s, %d answers, heap after a collection %d kB after %d s, %d kB at the end%n",
                SECONDS, answers.get(), early >> 10, WARM_SECONDS, late >> 10);
        assertThat(refused).isEmpty();
        assertThat((double) late).isLessThan(early * MOST_GROWTH + SLACK);
    }

    private interface Work {
        void run() throws Exception;
    }

    private void repeat(long end, Work work) {
        try {
            while (System.nanoTime() < end) {
                work.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            refused.add(String.valueOf(e));
        }
    }

    private void read(Random random) throws IOException, InterruptedException {
        String about = "/sets/" + set + "/";
        String filter = "?filter=passes%20Bill%20and%20customer%20=%20c" + random.nextInt(1_000);
        String path = List.of(
                        about + "map",
                        about + "map" + filter,
                        about + "journeys",
                        about + "customers/c" + random.nextInt(1_000),
                        "/data",
                        "/",
                        "/api/v1/mine?set=" + set,
                        "/api/v1/journeys?set=" + set,
                        "/admin/audit")
                .get(random.nextInt(9));
        HttpResponse<String> answer = server.browser().get(path);
        answers.incrementAndGet();
        if (answer.statusCode() >= 500) {
            refused.add(path + " " + answer.statusCode());
        }
        Thread.sleep(random.nextInt(200));
    }

    private void changeData() throws Exception {
        long id = server.begin(Long.toString(set), ServerInUse.visits(100_000, 5_000));
        server.set(server.finished(id));
        HttpResponse<String> undone = server.browser().post("/data/imports/" + id + "/undoing", Map.of());
        if (undone.statusCode() != 303) {
            refused.add("undoing " + undone.statusCode());
        }
        long cancelled = server.begin(Long.toString(set), ServerInUse.visits(200_000, 5_000));
        server.browser().post("/data/imports/" + cancelled + "/cancellation", Map.of());
        server.finished(cancelled);
    }

    /// Bytes in use in the server's heap when all that can go has gone.
    private long heapAfterCollection() throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        String pid = Long.toString(server.process().pid());
        said(jcmd, pid, "GC.run");
        String heap = said(jcmd, pid, "GC.heap_info");
        return heap.lines()
                        .filter(line -> line.contains("generation") || line.contains("total"))
                        .filter(line -> line.contains(" used "))
                        .filter(line -> !line.contains("Metaspace") && !line.contains("class space"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll(".* used ([0-9]+)K.*", "$1")))
                        .sum()
                << 10;
    }

    private static String said(String... words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }
}
