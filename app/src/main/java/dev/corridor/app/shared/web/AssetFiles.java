package dev.corridor.app.shared.web;

import dev.corridor.app.shared.access.Permission;
import dev.corridor.app.shared.access.Requires;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// Hands out the [Assets].
@RestController
@Requires(Permission.ANYBODY)
class AssetFiles {
    private final Assets assets;

    AssetFiles(Assets assets) {
        this.assets = assets;
    }

    @GetMapping("/assets/{version}/{file}")
    ResponseEntity<byte[]> file(@PathVariable String version, @PathVariable String file) {
        return assets.file(file)
                .map(bytes -> ResponseEntity.ok()
                        .cacheControl(CacheControl.maxAge(Duration.ofDays(365))
                                .cachePublic()
                                .immutable())
                        .contentType(type(file))
                        .body(bytes))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    private static MediaType type(String file) {
        String kind = file.substring(file.lastIndexOf('.') + 1);
        return MediaType.parseMediaType(
                switch (kind) {
                    case "css" -> "text/css;charset=UTF-8";
                    case "js" -> "text/javascript;charset=UTF-8";
                    case "svg" -> "image/svg+xml";
                    case "woff2" -> "font/woff2";
                    default -> "application/octet-stream";
                });
    }
}
