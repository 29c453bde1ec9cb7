package dev.corridor.map.svg;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class FontsTest {
    private static final String FOLDER = "/dev/corridor/map/fonts/";

    @Test
    void shipsTheFilesItListsUnchanged() throws IOException, NoSuchAlgorithmException {
        List<String> lines =
                new String(bytes("SHA256SUMS"), StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(6);
        for (String line : lines) {
            String[] sumAndFile = line.split(" +");
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes(sumAndFile[1]));
            assertThat(HexFormat.of().formatHex(digest)).as(sumAndFile[1]).isEqualTo(sumAndFile[0]);
        }
    }

    @Test
    void bringsCyrillicOnlyWhereItIsNeeded() {
        assertThat(Fonts.needsCyrillic("Corridor")).isFalse();
        assertThat(Fonts.needsCyrillic("Коридор")).isTrue();
        assertThat(Fonts.faces(true, true)).hasSizeLessThan(400_000);
        assertThat(Fonts.faces(false, true).length())
                .isLessThan(Fonts.faces(true, true).length());
    }

    private static byte[] bytes(String file) throws IOException {
        try (InputStream in = FontsTest.class.getResourceAsStream(FOLDER + file)) {
            assertThat(in).as(file).isNotNull();
            return in.readAllBytes();
        }
    }
}
