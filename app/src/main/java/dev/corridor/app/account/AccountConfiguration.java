package dev.corridor.app.account;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.password.PasswordEncoder;

/// What the accounts are made with.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BcryptCost.class)
class AccountConfiguration {
    @Bean
    PasswordEncoder passwords(BcryptCost cost) {
        return new BcryptOfHash(cost.cost());
    }
}
