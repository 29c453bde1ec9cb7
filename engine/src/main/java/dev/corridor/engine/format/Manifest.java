package dev.corridor.engine.format;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.error.EngineError;
import dev.corridor.engine.journey.Attribute;
import dev.corridor.engine.journey.Known;
import dev.corridor.engine.journey.Schema;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a store's manifest says: schema, dictionaries, segments. Big-endian; a text is its length in 4 bytes
/// and its UTF-8; a list is its length in 4 bytes and its elements.
///
/// ```
/// attributes   list of: name, kind, level, aggregate, known 1 (0 start, 1 at touchpoint, 2 end),
/// touchpoint order, ends  lists of texts zoned        1 byte touchpoints  list of texts, ascending
/// categories   list per attribute of lists of texts, ascending segments     list of: file name, checksum 4
/// conflicts    list of 8 bytes per attribute notes        list of: name, text
/// ```
public record Manifest(
        Schema schema,
        List<String> touchpoints,
        List<List<String>> categories,
        List<SegmentEntry> segments,
        List<Long> conflicts,
        Map<String, String> notes) {

    /// A segment's file within the store's folder, and its checksum.
    public record SegmentEntry(String file, int checksum) {}

    public byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(schema.attributes().size());
            for (Attribute attribute : schema.attributes()) {
                writeAttribute(out, attribute);
            }
            writeTexts(out, schema.touchpointOrder());
            writeTexts(out, schema.ends());
            out.writeBoolean(schema.zoned());
            writeTexts(out, touchpoints);
            out.writeInt(categories.size());
            for (List<String> names : categories) {
                writeTexts(out, names);
            }
            out.writeInt(segments.size());
            for (SegmentEntry segment : segments) {
                writeText(out, segment.file);
                out.writeInt(segment.checksum);
            }
            out.writeInt(conflicts.size());
            for (long count : conflicts) {
                out.writeLong(count);
            }
            out.writeInt(notes.size());
            for (Map.Entry<String, String> note : notes.entrySet()) {
                writeText(out, note.getKey());
                writeText(out, note.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void writeAttribute(DataOutputStream out, Attribute attribute) throws IOException {
        writeText(out, attribute.name());
        writeText(out, attribute.kind().name());
        writeText(out, attribute.level().name());
        writeText(out, attribute.aggregate().name());
        switch (attribute.known()) {
            case Known.AtStart() -> out.writeByte(0);
            case Known.AtTouchpoint(String touchpoint) -> {
                out.writeByte(1);
                writeText(out, touchpoint);
            }
            case Known.AtEnd() -> out.writeByte(2);
        }
    }

    private static void writeTexts(DataOutputStream out, List<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            writeText(out, text);
        }
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /// Reads what [#toBytes] wrote.
    ///
    /// @param path named in errors
    public static Manifest read(Path path, byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            List<Attribute> attributes = new ArrayList<>();
            for (int left = count(in); left > 0; left--) {
                attributes.add(readAttribute(in));
            }
            Schema schema = new Schema(attributes, readTexts(in), readTexts(in), in.readBoolean());
            List<String> touchpoints = readNames(in);
            List<List<String>> categories = new ArrayList<>();
            for (int left = count(in); left > 0; left--) {
                categories.add(readNames(in));
            }
            List<SegmentEntry> segments = new ArrayList<>();
            for (int left = count(in); left > 0; left--) {
                segments.add(new SegmentEntry(fileName(readText(in)), in.readInt()));
            }
            List<Long> conflicts = new ArrayList<>();
            for (int left = count(in); left > 0; left--) {
                conflicts.add(in.readLong());
            }
            TreeMap<String, String> notes = new TreeMap<>();
            for (int left = count(in); left > 0; left--) {
                notes.put(readText(in), readText(in));
            }
            boolean fits = categories.size() == attributes.size() && conflicts.size() == attributes.size();
            if (!fits || segments.isEmpty() || in.available() > 0) {
                throw new IOException("its parts do not fit together");
            }
            return new Manifest(schema, touchpoints, categories, segments, conflicts, notes);
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new CorridorException(
                    EngineError.STORE_DAMAGED,
                    "The manifest " + path + " makes no sense: " + e.getMessage() + ".",
                    "Build the store again from its source, or restore its folder from a backup.",
                    e);
        }
    }

    private static String fileName(String name) {
        if (!name.matches("segment-[0-9]+-[0-9a-f]+\\.corridor")) {
            throw new IllegalArgumentException("not the name of a segment: " + name);
        }
        return name;
    }

    private static Attribute readAttribute(DataInputStream in) throws IOException {
        String name = readText(in);
        Attribute.Kind kind = Attribute.Kind.valueOf(readText(in));
        Attribute.Level level = Attribute.Level.valueOf(readText(in));
        Attribute.Aggregate aggregate = Attribute.Aggregate.valueOf(readText(in));
        Known known = switch (in.readByte()) {
            case 0 -> new Known.AtStart();
            case 1 -> new Known.AtTouchpoint(readText(in));
            case 2 -> new Known.AtEnd();
            default -> throw new IOException("nobody knows when " + name + " becomes known");
        };
        return new Attribute(name, kind, level, aggregate, known);
    }

    private static List<String> readTexts(DataInputStream in) throws IOException {
        List<String> texts = new ArrayList<>();
        for (int left = count(in); left > 0; left--) {
            texts.add(readText(in));
        }
        return texts;
    }

    /// Texts in strictly ascending order.
    private static List<String> readNames(DataInputStream in) throws IOException {
        List<String> names = readTexts(in);
        for (int i = 1; i < names.size(); i++) {
            if (names.get(i - 1).compareTo(names.get(i)) >= 0) {
                throw new IOException("names are not in order: " + names.get(i));
            }
        }
        return names;
    }

    private static int count(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > in.available()) {
            throw new IOException("a list of " + count + " elements in " + in.available() + " bytes");
        }
        return count;
    }

    private static String readText(DataInputStream in) throws IOException {
        byte[] bytes = new byte[count(in)];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
