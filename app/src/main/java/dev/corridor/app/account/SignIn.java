package dev.corridor.app.account;

import dev.corridor.app.account.AuditTrail.Actor;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;

/// The way in: by name and password. An unknown name, a wrong password and somebody who was shut out get the same
/// answer
/// after the same work, which is one hash; too many attempts get the same answer whether the name exists or not.
@Service
public class SignIn {
    private final People people;
    private final Attempts attempts;
    private final PasswordEncoder passwords;
    private final Sessions sessions;
    private final AuditTrail audit;
    /// Compared with where nobody has the name.
    private final String nobodys;

    SignIn(
            People people,
            Attempts attempts,
            PasswordEncoder passwords,
            Sessions sessions,
            AuditTrail audit,
            BcryptCost cost) {
        this.people = people;
        this.attempts = attempts;
        this.passwords = passwords;
        this.sessions = sessions;
        this.audit = audit;
        this.nobodys = "$2a$%02d$".formatted(cost.cost()) + "C".repeat(21) + "u" + ".".repeat(31);
    }

    /// What came of an attempt.
    public sealed interface Result {
        record SignedIn(Person person) implements Result {}

        /// Name or password are wrong, or the person was shut out; nobody is told which.
        record Wrong() implements Result {}

        record TooMany(Duration pause) implements Result {}
    }

    /// Begins a session if name and password are right.
    public Result attempt(String name, String password, HttpServletRequest request) {
        Result result = judge(name, password, request.getRemoteAddr());
        if (result instanceof Result.SignedIn(Person person)) {
            enter(person, request);
        }
        return result;
    }

    Result judge(String name, String password, String address) {
        Optional<Duration> wait = attempts.begin(name, address);
        if (wait.isPresent()) {
            return new Result.TooMany(wait.get());
        }
        Optional<People.Known> known = people.known(name);
        String hash = known.map(People.Known::hash).orElse(nobodys);
        boolean right = passwords.matches(password, hash);
        Optional<Person> person = known.map(People.Known::person).filter(found -> !found.shutOut());
        if (!right || person.isEmpty()) {
            return new Result.Wrong();
        }
        attempts.succeeded(name, address);
        if (passwords.upgradeEncoding(hash)) {
            people.keepHash(person.get().id(), Objects.requireNonNull(passwords.encode(password)));
        }
        return new Result.SignedIn(person.get());
    }

    /// Begins a session for somebody who has proved who they are.
    public void enter(Person person, HttpServletRequest request) {
        sessions.begin(person, request);
        people.signedIn(person.id());
        audit.record(Actor.person(person, request.getRemoteAddr()), "session.begun", person.name(), Map.of());
    }

    /// Changes the password of somebody who is signed in; guesses at the old one are counted as at sign-in.
    public Outcome<Person> changePassword(Person person, String old, String fresh, HttpServletRequest request) {
        String address = request.getRemoteAddr();
        if (attempts.begin(person.name(), address).isPresent()) {
            return Outcome.not(Refusal.TOO_MANY_ATTEMPTS);
        }
        String session = Objects.requireNonNull(request.getSession(false)).getId();
        Outcome<Person> outcome = people.changePassword(person.id(), old, fresh, session);
        boolean wrong = outcome instanceof Outcome.Not<Person>(Refusal why) && why == Refusal.PASSWORD_WRONG;
        if (!wrong) {
            attempts.succeeded(person.name(), address);
        }
        return outcome;
    }
}
