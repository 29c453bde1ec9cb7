package dev.corridor.app.shared;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The clock that everything asks for the time; tests put another in its place.
@Configuration(proxyBeanMethods = false)
class TimeSource {
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
