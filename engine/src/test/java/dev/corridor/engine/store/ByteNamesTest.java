package dev.corridor.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteNamesTest {
    record Name(int owner, String text) {}

    @Test
    void numbersNamesOfEachOwnerInOrderOfFirstUse() {
        Random random = new Random(5);
        ByteNames names = new ByteNames();
        Map<Name, Integer> known = new LinkedHashMap<>();
        for (int i = 0; i < 20_000; i++) {
            Name name = new Name(random.nextInt(-1, 3), "x".repeat(random.nextInt(20)) + random.nextInt(3_000));
            byte[] bytes = ("..." + name.text + "..").getBytes(StandardCharsets.UTF_8);
            int code = names.code(name.owner, bytes, 3, bytes.length - 5);
            assertThat(code).isEqualTo(known.computeIfAbsent(name, key -> known.size()));
        }
        assertThat(names.size()).isEqualTo(known.size());
        known.forEach((name, code) -> {
            assertThat(names.owner(code)).isEqualTo(name.owner);
            byte[] found = Arrays.copyOfRange(names.bytes(), names.start(code), names.start(code) + names.length(code));
            assertThat(new String(found, StandardCharsets.UTF_8)).isEqualTo(name.text);
        });
    }

    @Test
    void knowsTheEmptyName() {
        ByteNames names = new ByteNames();
        assertThat(names.code(0, new byte[0], 0, 0)).isZero();
        assertThat(names.code(1, new byte[0], 0, 0)).isEqualTo(1);
        assertThat(names.code(0, new byte[1], 1, 0)).isZero();
        assertThat(names.length(0)).isZero();
    }
}
