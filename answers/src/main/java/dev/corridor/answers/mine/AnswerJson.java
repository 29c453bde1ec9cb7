package dev.corridor.answers.mine;

import tools.jackson.core.SerializableString;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Writes an answer as JSON: fields in the order of the schema, control and bidirectional characters escaped.
public final class AnswerJson {
    private static final JsonMapper MAPPER = JsonMapper.builder(
                    JsonFactory.builder().characterEscapes(new Invisible()).build())
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private AnswerJson() {}

    /// The object of a command with `--json`, ending in a line break.
    public static String write(Object answer) {
        return MAPPER.writeValueAsString(answer) + "\n";
    }

    /// Escapes whatever a reader could not see or would be misled by.
    private static final class Invisible extends CharacterEscapes {
        private static final long serialVersionUID = 1L;
        private static final int DELETE = 0x7f;

        private final int[] ascii = standardAsciiEscapesForJSON();

        Invisible() {
            ascii[DELETE] = ESCAPE_STANDARD;
        }

        @Override
        public int[] getEscapeCodesForAscii() {
            return ascii;
        }

        @Override
        @org.jspecify.annotations.Nullable
        public SerializableString getEscapeSequence(int character) {
            return switch (Character.getType(character)) {
                case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                    new SerializedString(String.format(java.util.Locale.ROOT, "\\u%04x", character));
                default -> null;
            };
        }
    }
}
