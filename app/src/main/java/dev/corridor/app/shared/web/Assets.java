package dev.corridor.app.shared.web;

import dev.corridor.answers.moments.MomentsHtml;
import dev.corridor.map.page.HtmlPage;
import dev.corridor.map.svg.Fonts;
import dev.corridor.map.svg.Style;
import dev.corridor.map.words.Shipped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/// The files that pages load, under a folder that is named by their content, so that browsers may keep them for ever:
/// one style sheet and one script made of all of `assets/css` and `assets/js`, fonts, pictures, and what is vendored.
@Component
public class Assets {
    private static final int NAME_LENGTH = 16;

    private final Map<String, byte[]> files = new TreeMap<>();
    private final String folder;

    Assets() {
        for (String font : Fonts.files()) {
            files.put(font, Fonts.file(font));
        }
        files.put("corridor.css", style().getBytes(StandardCharsets.UTF_8));
        files.put("corridor.js", joined("assets/js/*.js").getBytes(StandardCharsets.UTF_8));
        for (Resource vendored : found("assets/vendor/**/*.js")) {
            files.put(String.valueOf(vendored.getFilename()), bytes(vendored));
        }
        for (Resource image : found("assets/images/*.svg")) {
            files.put(String.valueOf(image.getFilename()), bytes(image));
        }
        folder = "/assets/" + hash().substring(0, NAME_LENGTH);
    }

    /// Where they are: `/assets/HASH`.
    String folder() {
        return folder;
    }

    Optional<byte[]> file(String name) {
        return Optional.ofNullable(files.get(name));
    }

    private static String style() {
        return Fonts.linked()
                + Style.themes()
                + Shipped.text(HtmlPage.class, "page.css")
                + Style.map()
                + Style.legend()
                + Style.living()
                + ".moments{" + MomentsHtml.style() + "}\n"
                + joined("assets/css/*.css");
    }

    private static String joined(String pattern) {
        StringBuilder joined = new StringBuilder();
        for (Resource part : found(pattern)) {
            joined.append(new String(bytes(part), StandardCharsets.UTF_8));
        }
        return joined.toString();
    }

    private static Resource[] found(String pattern) {
        try {
            Resource[] found = new PathMatchingResourcePatternResolver().getResources("classpath*:" + pattern);
            Arrays.sort(found, Comparator.comparing(resource -> String.valueOf(resource.getFilename())));
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Resource resource) {
        try {
            return resource.getContentAsByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            files.forEach((name, bytes) -> {
                digest.update(name.getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
