package dev.corridor.app.account.web;

import dev.corridor.app.shared.access.Permission;
import dev.corridor.app.shared.web.Place;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Where the masthead leads for accounts.
@Configuration(proxyBeanMethods = false)
class AccountPlaces {
    private static final int LAST = 900;

    @Bean
    Place administration() {
        return new Place("place.admin", "/admin", Permission.MANAGE_PEOPLE.name(), LAST);
    }
}
