package dev.corridor.app.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.app.interaction.DataSetId;
import dev.corridor.app.interaction.DataSets;
import dev.corridor.app.interaction.Imports;
import dev.corridor.app.interaction.Snapshot;
import dev.corridor.app.interaction.Stores;
import dev.corridor.app.test.ServerTest;
import dev.corridor.app.view.LastWeeks;
import dev.corridor.engine.store.Store;
import dev.corridor.map.Language;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

@ServerTest
@TestPropertySource(properties = "corridor.passwords.cost=4")
class VersionedCacheTest {
    @Autowired
    private Imports imports;

    @Autowired
    private DataSets sets;

    @Autowired
    private Stores stores;

    @Autowired
    private VersionedCaches caches;

    @Autowired
    private Figures figures;

    @Autowired
    private MapPlaces places;

    @Autowired
    private Touchpoints touchpoints;

    @Autowired
    private Stretches stretches;

    @Autowired
    private ScoreAnswers scores;

    @Autowired
    private ApiAnswers api;

    @Autowired
    private LastWeeks weeks;

    @Test
    void letsGoOfAllThatWasAnsweredAboutAnOlderVersionThoughNobodyAsksAgain() throws InterruptedException {
        DataSetId planted = PlantedSet.imported(imports, "older", PlantedSet.journeys(1));
        WeakReference<Store> older = new WeakReference<>(stores.current(planted).store());
        long version = askAll(planted);
        PlantedSet.imported(imports, "newer", PlantedSet.journeys(2), Optional.of(planted));
        isLetGo(older);
        assertThat(askAll(planted)).isNotEqualTo(version);
    }

    @Test
    void letsGoOfWhatWasAnsweredAboutADataSetThatIsRemoved() throws InterruptedException {
        DataSetId planted = PlantedSet.imported(imports, "removed", PlantedSet.journeys(1));
        WeakReference<Store> held = new WeakReference<>(stores.current(planted).store());
        askAll(planted);
        imports.remove(planted, "ana");
        isLetGo(held);
    }

    @Test
    void keepsNothingOfWhatBeganBeforeTheStoreWasReplacedAndEndedAfterIt() throws InterruptedException {
        DataSetId planted = PlantedSet.imported(imports, "slow", PlantedSet.journeys(1));
        WeakReference<Store> older = new WeakReference<>(stores.current(planted).store());
        VersionedCache<String, Store> inner = caches.ofLatest(10);
        VersionedCache<String, Store> outer = caches.ofLatest(10);
        assertThat(slowly(planted, inner, outer)).isTrue();
        isLetGo(older);
        Store newer = stores.current(planted).store();
        assertThat(inner.get(stores.current(planted), "slow", () -> newer)).isSameAs(newer);
        assertThat(inner.get(stores.current(planted), "slow", () -> {
                    throw new IllegalStateException("was kept");
                }))
                .isSameAs(newer);
    }

    /// Works an answer out of a store that is replaced meanwhile, and asks for another one after that; whether it was
    /// answered from the store it began with.
    private boolean slowly(
            DataSetId planted, VersionedCache<String, Store> inner, VersionedCache<String, Store> outer) {
        Snapshot snapshot = stores.current(planted);
        Store answered = outer.get(snapshot, "slow", () -> {
            PlantedSet.imported(imports, "meanwhile", PlantedSet.journeys(2), Optional.of(planted));
            assertThat(stores.current(planted).store()).isNotSameAs(snapshot.store());
            return inner.get(snapshot, "slow", snapshot::store);
        });
        return answered == snapshot.store();
    }

    private static void isLetGo(WeakReference<Store> store) throws InterruptedException {
        for (int tries = 0; tries < 500 && store.get() != null; tries++) {
            System.gc();
            Thread.sleep(20);
        }
        assertThat(store.get()).isNull();
    }

    @Test
    void answersByTheRuleAndNameThatTheDataSetHasNow() {
        DataSetId planted = PlantedSet.imported(imports, "ruled", PlantedSet.journeys(3));
        Query query = new Query(planted, List.of(), Optional.empty(), Optional.empty());
        long ofKeys = touchpoints.ask(query, true).answered().answer().journeys();
        assertThat(figures.ask(query, true).answer().title()).isEqualTo("ruled");
        sets.choose(planted, Optional.of("customer"));
        sets.rename(planted, "renamed");
        long ofCustomers = figures.ask(query, true).answer().journeys();
        assertThat(ofCustomers).isNotEqualTo(ofKeys);
        assertThat(touchpoints.ask(query, true).answered().answer().journeys()).isEqualTo(ofCustomers);
        assertThat(figures.ask(query, true).answer().title()).isEqualTo("renamed");
    }

    /// Asks whatever remembers answers, and returns the version that was asked.
    private long askAll(DataSetId planted) {
        Query query = new Query(planted, List.of(), Optional.empty(), Optional.empty());
        for (boolean small : new boolean[] {true, false}) {
            places.of(query, Language.EN, small);
            touchpoints.ask(query, small);
            stretches.ask(query, Stretch.WHOLE, small, Optional.empty());
            scores.ask(new ScoreAnswers.Question(query, Optional.empty(), Optional.empty(), Optional.empty()), small);
            api.mine(query, small, false);
            weeks.of(planted, small);
        }
        return figures.ask(query, true).snapshot().version();
    }
}
