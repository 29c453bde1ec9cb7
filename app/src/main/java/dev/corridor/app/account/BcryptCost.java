package dev.corridor.app.account;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How much work a password costs.
///
/// @param cost of bcrypt, 4 to 31; each step doubles the time, 12 is about a quarter of a second
@ConfigurationProperties("corridor.passwords")
record BcryptCost(@DefaultValue("12") int cost) {}
