package dev.corridor.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.error.EngineError;
import dev.corridor.engine.format.Block;
import dev.corridor.engine.format.BlockFile;
import dev.corridor.engine.format.MemoryBlocks;
import dev.corridor.engine.format.SegmentParts;
import dev.corridor.engine.journey.JourneyRule;
import dev.corridor.engine.journey.Schema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Some parts of a store are replaced; the others, and whoever reads the old store, go on as they were.
class ReplacingTest {
    private static final int KILLS = 10;
    private static final int MANY = 1_000_000;

    @TempDir
    Path folder;

    private static Map<String, List<String>> customers(int count) {
        Map<String, List<String>> customers = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            customers.put("customer " + i, i % 3 == 0 ? List.of("ask", "buy") : List.of("ask", "look", "buy", "end"));
        }
        return customers;
    }

    private Set<String> files(Path store) throws IOException {
        try (Stream<Path> files = Files.list(store)) {
            return files.map(file -> String.valueOf(file.getFileName())).collect(Collectors.toSet());
        }
    }

    private static Set<String> segments(Set<String> files) {
        return files.stream().filter(name -> name.startsWith("segment")).collect(Collectors.toSet());
    }

    /// The bytes of the segments, in order of their parts.
    private List<byte[]> saved(Store store) throws IOException {
        Path place = folder.resolve("saved-" + System.nanoTime());
        store.save(place, Map.of(), false);
        List<byte[]> segments = new ArrayList<>();
        for (String name : segments(files(place)).stream().sorted().toList()) {
            segments.add(Files.readAllBytes(place.resolve(name)));
        }
        return segments;
    }

    @Test
    void keepsThePartOfACustomerForEver() {
        Map<String, Integer> parts = new HashMap<>();
        for (String name : List.of("", "a", "customer", "customer 1", "заказчик № 17", "f".repeat(1_000))) {
            byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
            parts.put(name, StoreBuilder.part(bytes, new byte[] {7}));
            assertThat(StoreBuilder.part(null, bytes)).isEqualTo(parts.get(name));
        }
        assertThat(parts)
                .isEqualTo(Map.of(
                        "", 40, "a", 12, "customer", 63, "customer 1", 14, "заказчик № 17", 42, "f".repeat(1_000), 50));
    }

    @Test
    void saysWhichPartsEachSegmentHolds() {
        Visits visits = new Visits(customers(300));
        assertThat(visits.build(MANY).segments()).extracting(Segment::parts).containsExactly(-1L);
        assertThat(visits.build(1).segments())
                .extracting(Segment::parts)
                .containsExactlyElementsOf(
                        IntStream.range(0, 64).mapToObj(part -> 1L << part).toList());
        assertThat(visits.build(300).segments())
                .extracting(Segment::parts)
                .containsExactly(0xffffL, 0xffffL << 16, 0xffffL << 32, 0xffffL << 48);
    }

    @Test
    void widensThePartsToWholeSegments() {
        Store store = new Visits(customers(300)).build(300);
        try (StoreBuilder builder =
                StoreBuilder.replacing(store, Visits.SCHEMA, 1L << 20 | 1L << 63, Visits.options(300))) {
            assertThat(builder.parts()).isEqualTo(0xffff_0000_ffff_0000L);
        }
    }

    @Test
    void refusesRecordsOfOtherParts() {
        Store store = new Visits(customers(300)).build(1);
        int other = Visits.part("customer 1") + 1 & 63;
        try (StoreBuilder builder = StoreBuilder.replacing(store, Visits.SCHEMA, 1L << other, Visits.options(1));
                Appender appender = builder.appender()) {
            byte[] customer = "customer 1".getBytes(StandardCharsets.UTF_8);
            assertThatThrownBy(() -> appender.begin(customer, customer)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void refusesAnotherSchema() {
        Store store = new Visits(customers(9)).build(1);
        Schema other = new Schema(List.of(), List.of(), List.of(), true);
        assertThatThrownBy(() -> StoreBuilder.replacing(store, other, 1, Visits.options(1)))
                .isInstanceOfSatisfying(
                        CorridorException.class,
                        refused -> assertThat(refused.code()).isEqualTo(EngineError.STORE_NOT_REPLACEABLE));
    }

    @Test
    void sharesTheOtherSegments() {
        Map<String, List<String>> customers = customers(300);
        Store before = new Visits(customers).build(1);
        customers.put("customer 7", List.of("look", "buy", "buy"));
        Store after = new Visits(customers).replacing(before, 1, "customer 7");

        for (int part = 0; part < 64; part++) {
            boolean same = before.segments().get(part) == after.segments().get(part);
            assertThat(same).as("part " + part).isEqualTo(part != Visits.part("customer 7"));
        }
        assertThat(StoreText.of(after)).isEqualTo(StoreText.of(new Visits(customers).build(1)));
    }

    @Test
    void hasTheBytesOfAStoreBuiltWholeAlsoWhereNamesComeAndGo() throws IOException {
        Map<String, List<String>> customers = customers(300);
        customers.put(
                "customer 5", IntStream.range(0, 252).mapToObj(i -> "step " + i).toList());
        Store store = new Visits(customers).build(1);
        assertThat(store.touchpoints().size()).isEqualTo(256);

        List<List<String>> changes =
                List.of(List.of("ask", "between"), List.of("ask", "buy"), List.of(), List.of("a", "b", "zzz"));
        for (List<String> change : changes) {
            customers.put("customer 100", change);
            customers.put("customer 101", List.of("ask", "look"));
            store = new Visits(customers).replacing(store, 1, "customer 100", "customer 101");
            Store whole = new Visits(customers).build(1);
            assertThat(store.touchpoints().all()).isEqualTo(whole.touchpoints().all());
            assertThat(saved(store)).as(change.toString()).containsExactlyElementsOf(saved(whole));
            assertThat(StoreText.of(store)).isEqualTo(StoreText.of(whole));
        }
    }

    @Test
    void splitsSegmentsThatHaveGrown() {
        Store small = new Visits(customers(20)).build(100);
        assertThat(small.segments()).hasSize(1);
        Map<String, List<String>> customers = customers(300);
        Store grown = new Visits(customers).replacing(small, 100, "customer 7");

        assertThat(grown.segments())
                .hasSize(new Visits(customers).build(100).segments().size())
                .hasSizeGreaterThan(4);
        assertThat(StoreText.of(grown)).isEqualTo(StoreText.of(new Visits(customers).build(100)));
    }

    @Test
    void writesOnlyTheSegmentsThatAreNew() throws IOException {
        Path place = folder.resolve("store");
        Map<String, List<String>> customers = customers(300);
        new Visits(customers).build(1).save(place, Map.of(), false);
        Set<String> before = segments(files(place));
        Store opened = Store.open(place);
        String text = StoreText.of(opened);

        customers.put("customer 7", List.of("look"));
        new Visits(customers).replacing(opened, 1, "customer 7").save(place, Map.of("changed", "yes"), true);

        Set<String> after = segments(files(place));
        Set<String> kept = new LinkedHashSet<>(before);
        kept.retainAll(after);
        assertThat(after).hasSize(64);
        assertThat(kept).hasSize(63);
        assertThat(files(place)).hasSize(65);
        Store changed = Store.open(place);
        changed.verify();
        assertThat(changed.notes()).containsEntry("changed", "yes");
        assertThat(StoreText.of(changed).replace("notes {changed=yes}", "notes {}"))
                .isEqualTo(StoreText.of(new Visits(customers).build(1)));
        assertThat(StoreText.of(opened)).as("who has it open goes on reading").isEqualTo(text);
    }

    @Test
    void savesElsewhereWholeAlsoWhereTheOldFilesAreGone() throws IOException {
        Path place = folder.resolve("store");
        Map<String, List<String>> customers = customers(50);
        new Visits(customers).build(1).save(place, Map.of(), false);
        Store opened = Store.open(place);
        new Visits(customers(3)).build(1).save(place, Map.of(), true);
        customers.remove("customer 7");
        Store changed = new Visits(customers).replacing(opened, 1, "customer 7");

        for (String target : List.of("elsewhere", "store")) {
            changed.save(folder.resolve(target), Map.of(), true);
            Store again = Store.open(folder.resolve(target));
            again.verify();
            assertThat(StoreText.of(again)).isEqualTo(StoreText.of(changed));
            assertThat(journeys(again)).isEqualTo(journeys(new Visits(customers).build(1)));
        }
    }

    private static List<String> journeys(Store store) {
        return StoreText.journeys(store.journeys(new JourneyRule.ByKey()));
    }

    @Test
    void leavesNothingOfWhoIsForgotten() throws IOException {
        Path place = folder.resolve("store");
        Map<String, List<String>> customers = customers(300);
        customers.put("Xenia Unique", List.of("ask", "secret-touchpoint"));
        new Visits(customers).build(1).save(place, Map.of(), false);
        assertThat(found(place, "Xenia Unique")).isTrue();
        assertThat(found(place, "secret-touchpoint")).isTrue();

        customers.remove("Xenia Unique");
        new Visits(customers).replacing(Store.open(place), 1, "Xenia Unique").save(place, Map.of(), true);

        assertThat(found(place, "Xenia Unique")).isFalse();
        assertThat(found(place, "secret-touchpoint")).isFalse();
        assertThat(Store.open(place).categories(2).all()).containsExactly("tag ask", "tag buy", "tag end", "tag look");
    }

    private boolean found(Path place, String text) throws IOException {
        for (String name : files(place)) {
            String bytes = new String(Files.readAllBytes(place.resolve(name)), StandardCharsets.ISO_8859_1);
            if (bytes.contains(text)) {
                return true;
            }
        }
        return false;
    }

    @Test
    void neverShowsHalfAReplacementToReaders() throws Exception {
        Path place = folder.resolve("store");
        Map<String, List<String>> customers = customers(100);
        new Visits(customers).build(1).save(place, Map.of("run", "0"), false);
        Store first = Store.open(place);
        String text = StoreText.of(first);
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
            Future<Integer> holder = pool.submit(() -> {
                int reads = 0;
                for (; !done.get() || reads == 0; reads++) {
                    assertThat(StoreText.of(first)).isEqualTo(text);
                }
                return reads;
            });
            Future<Integer> opener = pool.submit(() -> {
                int opened = 0;
                for (; !done.get() || opened == 0; opened++) {
                    Store store = Store.open(place);
                    int run = Integer.parseInt(store.notes().getOrDefault("run", ""));
                    assertThat(store.interactions()).isEqualTo(first.interactions() + run);
                    assertThat(store.journeys(new JourneyRule.ByKey()).all().count())
                            .isEqualTo(run == 0 ? 100 : 101);
                }
                return opened;
            });
            try {
                List<String> visits = new ArrayList<>();
                for (int run = 1; run <= 40; run++) {
                    visits.add(run % 3 == 0 ? "again " + run : "ask");
                    customers.put("newcomer", visits);
                    new Visits(customers)
                            .replacing(Store.open(place), 1, "newcomer")
                            .save(place, Map.of("run", String.valueOf(run)), true);
                }
            } finally {
                done.set(true);
            }
            assertThat(holder.get()).isPositive();
            assertThat(opener.get()).isPositive();
        }
    }

    private Path withParts(UnaryOperator<List<SegmentParts>> change) throws IOException {
        Path place = folder.resolve("store");
        new Visits(customers(300)).build(300).save(place, Map.of(), false);
        Path head = place.resolve("store.corridor");
        BlockFile manifest = BlockFile.open(head);
        List<SegmentParts> parts = Store.open(place).segments().stream()
                .flatMap(segment -> segment.partsAndConflicts().stream())
                .toList();
        MemoryBlocks changed = new MemoryBlocks();
        changed.add(Block.MANIFEST, 0, BlockFile.bytes(manifest.get(Block.MANIFEST)));
        List<SegmentParts> now = change.apply(parts);
        if (!now.isEmpty()) {
            SegmentParts.write(changed, now);
        }
        Files.delete(head);
        BlockFile.write(head, changed);
        return place;
    }

    @Test
    void readsAndDoesNotReplaceWhatDoesNotSayItsParts() throws IOException {
        Path place = withParts(_ -> List.of());
        assertThat(Files.readAllBytes(place.resolve("store.corridor"))[8]).isEqualTo((byte) 1);
        Store old = Store.open(place);
        old.verify();
        assertThat(StoreText.of(old)).isEqualTo(StoreText.of(new Visits(customers(300)).build(300)));
        assertThatThrownBy(() -> new Visits(customers(300)).replacing(old, 300, "customer 7"))
                .isInstanceOfSatisfying(
                        CorridorException.class,
                        refused -> assertThat(refused.code()).isEqualTo(EngineError.STORE_NOT_REPLACEABLE));
        Path copy = folder.resolve("copy");
        old.save(copy, Map.of(), false);
        assertThat(StoreText.of(Store.open(copy))).isEqualTo(StoreText.of(old));
    }

    @Test
    void refusesPartsThatMakeNoSense() throws IOException {
        List<UnaryOperator<List<SegmentParts>>> changes = List.of(
                parts -> parts.subList(0, 3),
                parts -> replaced(parts, new SegmentParts(0xff, parts.getFirst().conflicts())),
                parts -> replaced(
                        parts, new SegmentParts(0x1_ffff, parts.getFirst().conflicts())),
                parts -> replaced(parts, new SegmentParts(0xffff, List.of(0L, 0L, 0L))));
        for (UnaryOperator<List<SegmentParts>> change : changes) {
            Path place = withParts(change);
            assertThatThrownBy(() -> Store.open(place))
                    .isInstanceOfSatisfying(
                            CorridorException.class,
                            refused -> assertThat(refused.code()).isEqualTo(EngineError.STORE_DAMAGED));
            for (String name : files(place)) {
                Files.delete(place.resolve(name));
            }
        }
    }

    private static List<SegmentParts> replaced(List<SegmentParts> parts, SegmentParts first) {
        List<SegmentParts> changed = new ArrayList<>(parts);
        changed.set(0, first);
        return changed;
    }

    @Test
    void findsSegmentsThatHoldTheWrongParts() throws IOException {
        Path place = withParts(parts -> List.of(
                new SegmentParts(parts.get(1).parts(), parts.get(0).conflicts()),
                new SegmentParts(parts.get(0).parts(), parts.get(1).conflicts()),
                parts.get(2),
                parts.get(3)));
        Store store = Store.open(place);
        assertThatThrownBy(store::verify)
                .isInstanceOfSatisfying(
                        CorridorException.class,
                        refused -> assertThat(refused.code()).isEqualTo(EngineError.STORE_DAMAGED));
    }

    @Test
    void removesWhatAKilledWriterLeft() throws IOException {
        Path place = folder.resolve("store");
        new Visits(customers(9)).build(1).save(place, Map.of(), false);
        Set<String> used = files(place);
        Files.writeString(place.resolve("segment-000-abc.corridor"), "left");
        Files.writeString(place.resolve("store.corridor-abc"), "left");

        Store.removeUnused(place);

        assertThat(files(place)).isEqualTo(used);
    }

    @Tag("slow")
    @Test
    void keepsAWholeStoreWhereWriterIsKilled() throws IOException, InterruptedException {
        Path place = folder.resolve("store");
        Path output = folder.resolve("output");
        Random random = new Random(7);
        for (int kill = 0; kill < KILLS; kill++) {
            Process child = ChildProgram.start(List.of(), ReplaceForever.class, output, place.toString());
            try {
                while (!Files.readString(output).contains("saved 3")) {
                    assertThat(child.isAlive()).as(Files.readString(output)).isTrue();
                    Thread.sleep(10);
                }
                Thread.sleep(random.nextInt(150));
            } finally {
                child.destroyForcibly();
            }
            assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
            Store opened = Store.open(place);
            opened.verify();
            int run = Integer.parseInt(opened.notes().getOrDefault("run", ""));
            assertThat(opened.interactions()).isEqualTo(2 * ReplaceForever.CUSTOMERS);
            assertThat(opened.touchpoints().code("run " + run))
                    .as("kill " + kill)
                    .isPresent();
            Store.removeUnused(place);
            assertThat(files(place)).hasSize(65);
        }
    }
}
