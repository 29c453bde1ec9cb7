package dev.corridor.app.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corridor.app.account.EntryLinks.Purpose;
import dev.corridor.app.account.SignIn.Result;
import dev.corridor.app.shared.access.Permission;
import dev.corridor.app.shared.access.Role;
import dev.corridor.app.shared.access.Scope;
import dev.corridor.app.test.DatabaseTest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The rules of accounts on a real database.
@DatabaseTest
@Import(AccountsTest.Fakes.class)
class AccountsTest {
    private static final String GOOD = "three small boats";
    private static final String OTHER = "four green apples";
    private static final String HERE = "192.0.2.1";

    @TestConfiguration(proxyBeanMethods = false)
    static class Fakes {
        @Bean
        @Primary
        CountingPasswords countingPasswords() {
            return new CountingPasswords();
        }

        @Bean
        @Primary
        MovableClock movableClock() {
            return new MovableClock();
        }
    }

    @Autowired
    private JdbcClient database;

    @Autowired
    private People people;

    @Autowired
    private EntryLinks links;

    @Autowired
    private SetUp setUp;

    @Autowired
    private SignIn signIn;

    @Autowired
    private Tokens tokens;

    @Autowired
    private AuditTrail audit;

    @Autowired
    private CountingPasswords passwords;

    @Autowired
    private MovableClock clock;

    @BeforeEach
    void beginWithNobody() {
        database.sql("delete from entry_link").update();
        database.sql("delete from person").update();
        database.sql("delete from sign_in_attempt").update();
        database.sql("delete from api_token").update();
    }

    private Person make(String name, Role role) {
        return people.create(name, role, GOOD).orThrow();
    }

    private static <T> Optional<Refusal> refusal(Outcome<T> outcome) {
        return outcome instanceof Outcome.Not<T>(Refusal why) ? Optional.of(why) : Optional.empty();
    }

    private List<AuditTrail.Entry> entries(String action) {
        return audit.read(
                        new AuditTrail.Question("", action, "", Optional.empty(), Optional.empty(), Optional.empty()),
                        100)
                .entries();
    }

    @Test
    void letsTheFirstAdministratorInOnceByTheLatestLink() {
        String older = setUp.link("http://localhost:8080/").orElseThrow();
        String link = setUp.link("http://localhost:8080").orElseThrow();
        String secret = link.substring(link.lastIndexOf('/') + 1);

        assertThat(link).startsWith("http://localhost:8080/set-up/");
        assertThat(links.find(Purpose.SET_UP, older.substring(older.lastIndexOf('/') + 1)))
                .isEmpty();
        assertThat(refusal(links.use(Purpose.SET_UP, secret, "Ana", "short"))).contains(Refusal.PASSWORD_TOO_SHORT);
        assertThat(links.use(Purpose.SET_UP, secret, "Ana", GOOD).orThrow().role())
                .isEqualTo(Role.ADMINISTRATOR);
        assertThat(refusal(links.use(Purpose.SET_UP, secret, "Bia", GOOD))).contains(Refusal.LINK_ENDED);
        assertThat(setUp.link("http://localhost:8080")).isEmpty();
    }

    @Test
    void makesOneAdministratorOfManyWhoUseTheLinkAtOnce() throws Exception {
        String link = setUp.link("http://localhost:8080").orElseThrow();
        String secret = link.substring(link.lastIndexOf('/') + 1);
        List<Callable<Outcome<Person>>> tries = java.util.stream.IntStream.range(0, 8)
                .<Callable<Outcome<Person>>>mapToObj(i -> () -> links.use(Purpose.SET_UP, secret, "Ana " + i, GOOD))
                .toList();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (Future<Outcome<Person>> done : threads.invokeAll(tries)) {
                done.get();
            }
        }

        assertThat(people.all()).hasSize(1);
    }

    @Test
    void keepsNoSecretOfLinksAndTokens() {
        String link = links.invite(Role.MEMBER, "Bia").orThrow();
        String token = tokens.create("nightly", Role.VIEWER, Set.of(Scope.READ), Duration.ofDays(1))
                .orThrow();
        String kept = database.sql("select (select string_agg(l::text, ' ') from entry_link l) || "
                        + "(select string_agg(t::text, ' ') from api_token t)")
                .query(String.class)
                .single();

        assertThat(kept).doesNotContain(link).doesNotContain(token).contains("nightly");
    }

    @Test
    void invitesWithARoleUntilTheLinkExpires() {
        String used = links.invite(Role.CX_MANAGER, "Bia").orThrow();
        String late = links.invite(Role.MEMBER, "").orThrow();
        String withdrawn = links.invite(Role.MEMBER, "Caio").orThrow();
        links.withdraw(links.invitations().getFirst().id());

        assertThat(links.use(Purpose.INVITATION, used, "Bia", GOOD).orThrow().role())
                .isEqualTo(Role.CX_MANAGER);
        assertThat(refusal(links.use(Purpose.INVITATION, withdrawn, "Caio", GOOD)))
                .contains(Refusal.LINK_ENDED);
        assertThat(refusal(links.use(Purpose.SET_UP, late, "Caio", GOOD))).contains(Refusal.LINK_ENDED);
        clock.move(Duration.ofDays(8));
        assertThat(refusal(links.use(Purpose.INVITATION, late, "Caio", GOOD))).contains(Refusal.LINK_ENDED);
    }

    @Test
    void givesANameOnceWhateverItsCase() {
        make("Ana", Role.MEMBER);

        assertThat(refusal(people.create(" ANA ", Role.MEMBER, GOOD))).contains(Refusal.NAME_TAKEN);
    }

    @Test
    void doesTheSameWorkForNamesThatExistAndThoseThatDoNot() {
        Person shutOut = make("Caio", Role.MEMBER);
        make("Ana", Role.ADMINISTRATOR);
        people.shutOut(shutOut.id());

        for (String name : List.of("Ana", "Nobody", "Caio", "")) {
            int before = passwords.computed();
            assertThat(signIn.judge(name, "wrong password", HERE)).isEqualTo(new Result.Wrong());
            assertThat(passwords.computed() - before).as(name).isEqualTo(1);
        }
        int before = passwords.computed();
        assertThat(signIn.judge("Caio", GOOD, HERE)).isEqualTo(new Result.Wrong());
        assertThat(passwords.computed() - before).isEqualTo(1);
    }

    @Test
    void locksNamesThatExistAndThoseThatDoNotAfterAsManyAttempts() {
        make("Ana", Role.ADMINISTRATOR);

        for (String name : List.of("Ana", "Nobody")) {
            for (int i = 0; i < Attempts.WITH_NAME; i++) {
                assertThat(signIn.judge(name, "wrong password", HERE)).isEqualTo(new Result.Wrong());
            }
            int before = passwords.computed();
            assertThat(signIn.judge(name, GOOD, "198.51.100.7")).isEqualTo(new Result.TooMany(Attempts.WINDOW));
            assertThat(passwords.computed()).as(name).isEqualTo(before);
        }
        clock.move(Attempts.WINDOW.plusSeconds(1));
        assertThat(signIn.judge("Ana", GOOD, HERE)).isInstanceOf(Result.SignedIn.class);
    }

    @Test
    void countsAttemptsThatRunAtOnce() throws Exception {
        List<Callable<Result>> tries = java.util.stream.IntStream.range(0, 3 * Attempts.WITH_NAME)
                .<Callable<Result>>mapToObj(i -> () -> signIn.judge("Ana", "wrong password", HERE))
                .toList();
        try (var threads = Executors.newFixedThreadPool(8)) {
            long judged = 0;
            for (Future<Result> done : threads.invokeAll(tries)) {
                judged += done.get() instanceof Result.Wrong ? 1 : 0;
            }
            assertThat(judged).isEqualTo(Attempts.WITH_NAME);
        }
    }

    @Test
    void locksAnAddressThatTriesManyNames() {
        for (int i = 0; i < Attempts.FROM_ADDRESS; i++) {
            signIn.judge("name " + i, "wrong password", "2001:db8::" + i);
        }

        assertThat(signIn.judge("Ana", GOOD, "2001:db8::ffff")).isInstanceOf(Result.TooMany.class);
        assertThat(signIn.judge("Ana", GOOD, "2001:db8:0:1::1")).isEqualTo(new Result.Wrong());
    }

    @Test
    void forgetsAttemptsAfterTheRightPassword() {
        make("Ana", Role.ADMINISTRATOR);
        for (int i = 0; i < 3 * Attempts.FROM_ADDRESS; i++) {
            assertThat(signIn.judge("Ana", GOOD, HERE)).isInstanceOf(Result.SignedIn.class);
        }
    }

    @Test
    void keepsTheLastAdministrator() {
        Person ana = make("Ana", Role.ADMINISTRATOR);
        Person bia = make("Bia", Role.ADMINISTRATOR);

        people.shutOut(bia.id()).orThrow();
        assertThat(refusal(people.shutOut(ana.id()))).contains(Refusal.LAST_ADMINISTRATOR);
        assertThat(refusal(people.changeRole(ana.id(), Role.VIEWER))).contains(Refusal.LAST_ADMINISTRATOR);
        people.letIn(bia.id()).orThrow();
        assertThat(people.changeRole(ana.id(), Role.VIEWER).orThrow().role()).isEqualTo(Role.VIEWER);
    }

    @Test
    void keepsOneOfTwoAdministratorsWhoShutEachOtherOutAtOnce() throws Exception {
        for (int round = 0; round < 5; round++) {
            Person ana = make("Ana " + round, Role.ADMINISTRATOR);
            Person bia = make("Bia " + round, Role.ADMINISTRATOR);
            people.all().stream()
                    .filter(person -> !Set.of(ana.id(), bia.id()).contains(person.id()))
                    .forEach(person -> people.shutOut(person.id()));
            List<Callable<Outcome<Person>>> both =
                    List.of(() -> people.shutOut(ana.id()), () -> people.changeRole(bia.id(), Role.MEMBER));
            try (var threads = Executors.newFixedThreadPool(2)) {
                for (Future<Outcome<Person>> done : threads.invokeAll(both)) {
                    done.get();
                }
            }
            assertThat(people.haveAdministrator()).isTrue();
        }
    }

    @Test
    void setsANewPasswordByALinkThatReplacesTheOneBefore() {
        Person ana = make("Ana", Role.ADMINISTRATOR);
        String older = links.newPassword(ana.id()).orThrow();
        String link = links.newPassword(ana.id()).orThrow();

        assertThat(refusal(links.use(Purpose.NEW_PASSWORD, older, "", OTHER))).contains(Refusal.LINK_ENDED);
        assertThat(refusal(links.use(Purpose.NEW_PASSWORD, link, "", "ana"))).contains(Refusal.PASSWORD_TOO_SHORT);
        links.use(Purpose.NEW_PASSWORD, link, "", OTHER).orThrow();
        assertThat(signIn.judge("Ana", GOOD, HERE)).isEqualTo(new Result.Wrong());
        assertThat(signIn.judge("Ana", OTHER, HERE)).isInstanceOf(Result.SignedIn.class);
    }

    @Test
    void letsATokenInUntilItExpiresOrIsWithdrawn() {
        String text = tokens.create("nightly", Role.CX_MANAGER, Set.of(Scope.READ), Duration.ofDays(90))
                .orThrow();
        String other = tokens.create("metrics", Role.ADMINISTRATOR, Set.of(Scope.METRICS), Duration.ofDays(90))
                .orThrow();

        assertThat(tokens.holder(text)).get().satisfies(token -> {
            assertThat(token.may(Permission.READ_FIGURES)).isTrue();
            assertThat(token.may(Permission.LIST_CUSTOMERS)).isTrue();
            assertThat(token.may(Permission.IMPORT)).isFalse();
            assertThat(token.may(Permission.SIGNED_IN)).isFalse();
        });
        assertThat(tokens.holder(other)).get().satisfies(token -> {
            assertThat(token.may(Permission.READ_METRICS)).isTrue();
            assertThat(token.may(Permission.READ_FIGURES)).isFalse();
            assertThat(token.may(Permission.MANAGE_PEOPLE)).isFalse();
        });
        assertThat(tokens.holder(text + "x")).isEmpty();
        assertThat(tokens.holder("")).isEmpty();
        tokens.withdraw(tokens.all().getFirst().id());
        assertThat(tokens.holder(other)).isEmpty();
        clock.move(Duration.ofDays(90));
        assertThat(tokens.holder(text)).isEmpty();
    }

    @Test
    void refusesTokensWithoutEndOrScope() {
        assertThat(refusal(tokens.create("a", Role.VIEWER, Set.of(), Duration.ofDays(1))))
                .contains(Refusal.NO_SCOPE);
        for (Duration lifetime : List.of(Duration.ZERO, Duration.ofDays(-1), Tokens.LONGEST.plusSeconds(1))) {
            assertThat(refusal(tokens.create("a", Role.VIEWER, Set.of(Scope.READ), lifetime)))
                    .contains(Refusal.EXPIRY_OUT_OF_RANGE);
        }
    }

    @Test
    void recordsEveryChange() {
        Person ana = make("Ana", Role.ADMINISTRATOR);
        people.changeRole(ana.id(), Role.ADMINISTRATOR);
        Person bia = make("Bia", Role.MEMBER);
        people.changeRole(bia.id(), Role.VIEWER);
        people.shutOut(bia.id());
        people.shutOut(bia.id());

        assertThat(entries("person.role-changed").getFirst().details())
                .containsEntry("was", "member")
                .containsEntry("role", "viewer");
        assertThat(entries("person.shut-out").stream()
                        .filter(entry -> entry.at().equals(clock.instant())))
                .isNotEmpty();
    }

    @Test
    void refusesToChangeOrEmptyTheAuditTrail() {
        audit.record("test.done", "something");

        for (String change : List.of(
                "update audit_entry set name = 'somebody else'", "delete from audit_entry", "truncate audit_entry")) {
            assertThatThrownBy(() -> database.sql(change).update())
                    .as(change)
                    .hasMessageContaining("the audit trail can only be added to");
        }
    }

    @Test
    void readsTheAuditTrailPageByPageWithoutGapOrRepeat() {
        for (int i = 0; i < 23; i++) {
            audit.record("paged.step", "step " + i);
        }
        java.util.ArrayList<String> read = new java.util.ArrayList<>();
        Optional<Long> before = Optional.empty();
        do {
            AuditTrail.Answer answer =
                    audit.read(new AuditTrail.Question("", "paged", "", Optional.empty(), Optional.empty(), before), 5);
            answer.entries().forEach(entry -> read.add(entry.subject()));
            before = answer.next();
        } while (before.isPresent());

        assertThat(read).hasSize(23).doesNotHaveDuplicates().first().isEqualTo("step 22");
    }

    @Test
    void findsAuditEntriesByWhatWasTyped() {
        audit.record("found.step", "50 % of_all");

        assertThat(audit.read(
                                new AuditTrail.Question(
                                        "", "found", "% OF_", Optional.empty(), Optional.empty(), Optional.empty()),
                                5)
                        .entries())
                .hasSize(1);
        assertThat(audit.read(
                                new AuditTrail.Question(
                                        "", "foun", "", Optional.empty(), Optional.empty(), Optional.empty()),
                                5)
                        .entries())
                .isEmpty();
    }
}
