package dev.corridor.app.interaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corridor.app.interaction.Import.State;
import dev.corridor.app.shared.command.Parts;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.journey.JourneyRule;
import dev.corridor.recipes.recipe.RecipeParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ApplicationContext;

/// What is left of an erased customer: nothing, in no figure and in no file of a data folder with a database of its
/// own.
class ErasureTest {
    private static final String CUSTOMER = "customer-7f3a9c51e2";
    private static final String TICKET = "ticket-b84e02d7aa";
    private static final String WORDS = "my-very-own-words-55c1f0";
    private static final List<String> MARKS = List.of(CUSTOMER, TICKET, WORDS);

    /// Customers and journeys of the other rows.
    private static final int OTHERS = 400 / 8 + 400 / 4;
    private static final String RECIPE = """
            recipe: Visits
            tables:
              visits:
                columns: [id, ticket, who, kind, at]
                key: id
            interactions:
              - from: visits
                journey: ticket
                customer: who
                without-customer: own-journey
                time: at
                touchpoint: kind
                attributes:
                  words: {column: words, kind: text}
                  nick: {column: nick, level: customer}
            """;

    private static String file(String day) {
        StringBuilder rows = new StringBuilder("id,ticket,who,kind,at,words,nick\n");
        for (int i = 0; i < 400; i++) {
            rows.append("v%d,t%d,c%d,call,2026-05-%s 10:00,well,n%d\n".formatted(i, i / 4, i / 8, day, i % 5));
        }
        rows.append("w1,%s,%s,call,2026-05-%s 10:00,%s,\n".formatted(TICKET, CUSTOMER, day, WORDS));
        rows.append("w2,%s,,visit,2026-05-%s 11:00,%s,\n".formatted(TICKET, day, WORDS));
        rows.append("w3,%s,%s,visit,sometime,%s,\n".formatted(TICKET, CUSTOMER, WORDS));
        rows.append("w4,%s,%s,visit,%s,x,\n".formatted(TICKET, CUSTOMER, CUSTOMER));
        return rows.toString();
    }

    private static ImportId bring(Imports imports, DataSetId set, String content) {
        ImportId id = imports.draft("a.csv", "ana");
        imports.upload(id, "a.csv", new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
        imports.plan(id, "a.csv", RecipeParser.parse(RECIPE), RECIPE, Optional.of(set));
        imports.start(id, "ana");
        imports.runDue();
        assertThat(imports.require(id).state()).isEqualTo(State.DONE);
        return id;
    }

    @Test
    void leavesNoByteOfTheCustomerAndLetsNoImportBringThemBack(@TempDir Path folder) throws IOException {
        Path data = folder.resolve("data");
        Parts.use(data, parts -> {
            eraseAndLook(parts, data);
            return 0;
        });
        assertThat(holding(data)).isEmpty();
    }

    private static void eraseAndLook(ApplicationContext parts, Path data) {
        Imports imports = parts.getBean(Imports.class);
        Stores stores = parts.getBean(Stores.class);
        Erasures erasures = parts.getBean(Erasures.class);
        DataSetId set = parts.getBean(DataSets.class).make("visits", "ana").id();
        bring(imports, set, file("01"));
        bring(imports, set, file("02"));
        ImportId draft = imports.draft("waiting", "ana");
        imports.upload(draft, "b.csv", new ByteArrayInputStream(file("03").getBytes(StandardCharsets.UTF_8)));
        imports.upload(draft, "c.csv", new ByteArrayInputStream(file("04").getBytes(StandardCharsets.UTF_16)));
        long before = stores.current(set).store().interactions();
        assertThat(holding(data)).isNotEmpty();
        assertThat(names(stores.current(set))).contains(CUSTOMER, TICKET);

        long erased = erasures.erase(set, CUSTOMER, "ana");

        assertThat(erased).isEqualTo(2);
        assertThat(stores.current(set).store().interactions()).isEqualTo(before - erased);
        assertThat(names(stores.current(set))).hasSize(OTHERS).doesNotContain(CUSTOMER, TICKET);
        assertThatThrownBy(() -> erasures.erase(set, CUSTOMER, "ana")).isInstanceOf(CorridorException.class);

        erasures.finish();

        assertThat(holding(data)).isEmpty();
        assertThat(erasures.all()).allMatch(erasure -> erasure.finishedAt().isPresent());
        assertThat(stores.current(set).store().interactions()).isEqualTo(before - erased);

        Import again = imports.require(bring(imports, set, file("01")));

        assertThat(again.figures().erased()).isPositive();
        assertThat(names(stores.current(set))).hasSize(OTHERS).doesNotContain(CUSTOMER, TICKET);
        assertThat(stores.current(set).store().interactions()).isEqualTo(before - erased);
        erasures.finish();
    }

    /// Customers and keys of all journeys of the engine's store, whatever makes a journey.
    private static Set<String> names(Snapshot snapshot) {
        Set<String> names = new HashSet<>();
        for (JourneyRule rule : List.of(new JourneyRule.ByKey(), new JourneyRule.ByCustomer())) {
            snapshot.store().journeys(rule).all().fold(names, (all, visit) -> {
                all.add(visit.journeys().keyName(visit.journey()));
                visit.journeys().customerName(visit.journey()).ifPresent(all::add);
                return all;
            });
        }
        return names;
    }

    /// Files of the folder in which a mark of the customer stands, one byte or two to the letter.
    private static List<String> holding(Path data) {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> {
                        String bytes = bytes(file);
                        return MARKS.stream()
                                .anyMatch(mark ->
                                        bytes.contains(mark) || bytes.contains(String.join("\0", mark.split(""))));
                    })
                    .map(file -> data.relativize(file).toString())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String bytes(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException gone) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
