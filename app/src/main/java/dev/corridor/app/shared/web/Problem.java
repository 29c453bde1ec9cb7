package dev.corridor.app.shared.web;

import dev.corridor.app.database.DatabaseError;
import dev.corridor.app.database.DatabaseFailure;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.error.ErrorCode;
import dev.corridor.map.Language;
import dev.corridor.map.words.Wording;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Optional;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;

/// Why a request was not answered, as its reader is told.
///
/// @param status of the HTTP answer
/// @param code such as `C4304`
/// @param title what it is, in a few words
/// @param sentence what is wrong; empty where the title and `exact` say it
/// @param remedy what to do about it; empty where only `exact` says it
/// @param exact what was thrown, where it tells more than the words
/// @param reference under which the log tells more; only where the program is at fault
public record Problem(
        int status,
        String code,
        String title,
        String sentence,
        String remedy,
        Optional<Exact> exact,
        Optional<String> reference) {
    private static final String LEFT = "dev.corridor.problem";
    private static final int FIRST_OF_OURS = 500;

    /// The English of an error: what in this very text is wrong, perhaps with a mark under the place.
    ///
    /// @param remedy empty where the words have said it in English already
    public record Exact(String sentence, String remedy) {
        /// Whether lines below each other belong together.
        public boolean marked() {
            return sentence.indexOf('\n') >= 0;
        }
    }

    /// Leaves the error for the page that the container asks for after `sendError`.
    public static void leave(HttpServletRequest request, PageError error) {
        request.setAttribute(LEFT, error);
    }

    static Optional<PageError> left(HttpServletRequest request) {
        return Optional.ofNullable((PageError) request.getAttribute(LEFT));
    }

    /// @param trouble that the database is in, if any
    static Problem of(Throwable failure, Optional<CorridorException> trouble, Wording words) {
        if (failure instanceof CorridorException ours) {
            return of(ours, words);
        }
        return said(failure, trouble).map(ours -> of(ours, words)).orElseGet(() -> of(error(failure), words));
    }

    /// What the database said, where it is more than that it does not answer.
    private static Optional<CorridorException> said(Throwable failure, Optional<CorridorException> trouble) {
        if (DatabaseFailure.isFull(failure)) {
            return Optional.of(new CorridorException(
                    DatabaseError.DISK_FULL,
                    "The disk of the database is full.",
                    "Make room there; nothing that was saved is lost.",
                    failure));
        }
        return error(failure) == PageError.NOT_READY
                ? trouble.filter(known -> known.code() == DatabaseError.DISK_FULL)
                : Optional.empty();
    }

    private static PageError error(Throwable failure) {
        return switch (failure) {
            case MaxUploadSizeExceededException tooLarge -> PageError.TOO_LARGE;
            case InvalidParameterException unread -> ofStatus(unread.getErrorCode());
            case MultipartException noUpload -> PageError.BAD_REQUEST;
            case TypeMismatchException mistyped -> PageError.BAD_REQUEST;
            case HttpMessageNotReadableException unreadable -> PageError.BAD_REQUEST;
            case NonTransientDataAccessResourceException gone -> PageError.NOT_READY;
            case RecoverableDataAccessException gone -> PageError.NOT_READY;
            case ErrorResponse known -> ofStatus(known.getStatusCode().value());
            default -> DatabaseFailure.isGone(failure) ? PageError.NOT_READY : PageError.UNEXPECTED;
        };
    }

    /// The error that goes with a status of Spring or of the container.
    static PageError ofStatus(int status) {
        PageError other = status < FIRST_OF_OURS ? PageError.BAD_REQUEST : PageError.UNEXPECTED;
        return Arrays.stream(PageError.values())
                .filter(error -> error.status() == status)
                .findFirst()
                .orElse(other);
    }

    static Problem of(PageError error, Wording words) {
        String key = "problem." + code(error);
        return new Problem(
                error.status(),
                code(error),
                words.say(key + ".title"),
                words.say(key),
                words.say(key + ".remedy"),
                Optional.empty(),
                Optional.empty());
    }

    /// An error of ours, in the reader's language as far as its code has words. A code with a title and a remedy but
    /// no sentence is one whose sentence is about the very text that was written: it follows as it was thrown.
    public static Problem of(CorridorException failure, Wording words) {
        String code = code(failure.code());
        int status = status(failure.code());
        String key = "problem." + code;
        String title = words.all().containsKey(key + ".title") ? key : "problem." + code(ofStatus(status));
        return new Problem(
                status,
                code,
                words.say(title + ".title"),
                said(key, words),
                said(key + ".remedy", words),
                words.all().containsKey(key) ? Optional.empty() : Optional.of(exact(failure, key, words)),
                Optional.empty());
    }

    private static String said(String key, Wording words) {
        return words.all().containsKey(key) ? words.say(key) : "";
    }

    private static Exact exact(CorridorException failure, String key, Wording words) {
        boolean repeated = words.language() == Language.EN && words.all().containsKey(key + ".remedy");
        return new Exact(failure.sentence(), repeated ? "" : failure.remedy());
    }

    /// For programs: in English, and as precise as it was thrown.
    static Problem forPrograms(Throwable failure, Optional<CorridorException> trouble, Wording english) {
        Problem general = of(failure, trouble, english);
        return failure instanceof CorridorException ours
                ? new Problem(
                        general.status,
                        general.code,
                        general.title,
                        ours.sentence(),
                        ours.remedy(),
                        Optional.empty(),
                        general.reference)
                : general;
    }

    Problem under(String newReference) {
        return new Problem(status, code, title, sentence, remedy, exact, Optional.of(newReference));
    }

    boolean isOurs() {
        return status >= FIRST_OF_OURS;
    }

    private static String code(ErrorCode code) {
        return "C" + code.number();
    }

    private static int status(ErrorCode code) {
        if (code instanceof HttpError known) {
            return known.status();
        }
        return switch (code.kind()) {
            case USER -> 400;
            case DATA -> 422;
            case RESOURCES -> 503;
            case INTERNAL -> 500;
        };
    }
}
