/// Health, readiness and measurements over HTTP.
@NullMarked
package dev.corridor.app.health.web;

import org.jspecify.annotations.NullMarked;
