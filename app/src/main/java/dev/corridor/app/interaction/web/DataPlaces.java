package dev.corridor.app.interaction.web;

import dev.corridor.app.shared.access.Permission;
import dev.corridor.app.shared.web.Place;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Where the masthead leads for data.
@Configuration(proxyBeanMethods = false)
class DataPlaces {
    private static final int AFTER_FIGURES = 800;

    @Bean
    Place data() {
        return new Place("place.data", "/data", Permission.IMPORT.name(), AFTER_FIGURES);
    }
}
