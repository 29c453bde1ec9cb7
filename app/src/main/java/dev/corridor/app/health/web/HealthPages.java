package dev.corridor.app.health.web;

import dev.corridor.app.health.Readiness;
import dev.corridor.app.shared.access.Caller;
import dev.corridor.app.shared.access.Permission;
import dev.corridor.app.shared.access.Requires;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// What those who run the server ask: whether it lives, whether it can answer, and its measurements. None
/// of it needs a session or writes one, and none of it names a customer.
@RestController
@Requires(Permission.ANYBODY)
class HealthPages {
    private static final List<String> FORWARDED = List.of("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via");
    private static final MediaType PROMETHEUS = MediaType.parseMediaType("text/plain;version=0.0.4;charset=utf-8");

    private final Readiness readiness;
    private final PrometheusMeterRegistry measurements;

    HealthPages(Readiness readiness, PrometheusMeterRegistry measurements) {
        this.readiness = readiness;
        this.measurements = measurements;
    }

    /// The process lives; a supervisor that gets no answer should start it again.
    @GetMapping(value = "/health", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, String>> health() {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(Map.of("status", "up"));
    }

    /// Requests can be answered; a load balancer sends none while this is 503.
    @GetMapping(value = "/health/ready", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, String>> ready() {
        Readiness.Answer answer = readiness.now();
        return ResponseEntity.status(answer.ready() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .cacheControl(CacheControl.noStore())
                .body(
                        answer.ready()
                                ? Map.of("status", "ready")
                                : Map.of("status", "not ready", "reason", answer.reason()));
    }

    /// Measurements in the text format of Prometheus; to this machine itself, or to a token with the scope
    /// `metrics`.
    @GetMapping("/metrics")
    ResponseEntity<String> metrics(HttpServletRequest request) {
        if (!isFromHere(request) && !Caller.current().may(Permission.READ_METRICS)) {
            return ResponseEntity.status(HttpStatus.FORBIDDEN)
                    .contentType(MediaType.TEXT_PLAIN)
                    .body("Measurements are given to this machine itself, or to a token with the scope 'metrics'.\n");
        }
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(PROMETHEUS)
                .body(measurements.scrape());
    }

    /// Whether this machine asks for itself; a reverse proxy on it asks for others and says so.
    private static boolean isFromHere(HttpServletRequest request) {
        try {
            return FORWARDED.stream().allMatch(header -> request.getHeader(header) == null)
                    && InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress();
        } catch (UnknownHostException strange) {
            return false;
        }
    }
}
