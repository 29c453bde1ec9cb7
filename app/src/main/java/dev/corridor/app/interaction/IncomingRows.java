package dev.corridor.app.interaction;

import dev.corridor.engine.journey.Schema;
import dev.corridor.engine.store.StoreBuilder;
import dev.corridor.recipes.intake.RowAppender;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Takes what a recipe makes of its rows and hands it to `COPY`, row by row: the records of a source row stand
/// together, each with the row's identity and a hash of all that the row gave.
final class IncomingRows implements RowAppender {
    private static final int CHUNK = 1 << 18;

    private final OutputStream copy;
    private final MessageDigest digest = sha256();
    private final List<byte[]> touchpoints = new ArrayList<>();
    private final Map<String, Integer> touchpointCodes = new HashMap<>();
    private final List<Map<String, Integer>> categoryCodes = new ArrayList<>();
    private final List<List<byte[]>> categories = new ArrayList<>();
    private final byte[][] names;
    private final CopyText out = new CopyText();
    private final List<CopyText> ofRow = new ArrayList<>();
    private int used;
    private final CopyText values = new CopyText();
    private final List<List<byte[]>> members = new ArrayList<>();
    private boolean open;
    private long high;
    private long low;
    private long ordinal;
    private byte @Nullable [] customer;
    private byte[] key = {};
    private byte @Nullable [] touchpoint;
    private boolean timed;
    private long second;
    private int nano;

    /// @param copy takes the rows of `COPY incoming FROM STDIN`
    IncomingRows(Schema schema, OutputStream copy) {
        this.copy = copy;
        this.names = new byte[schema.attributes().size()][];
        for (int id = 0; id < names.length; id++) {
            CopyText name = new CopyText();
            byte[] text = schema.attributes().get(id).name().getBytes(StandardCharsets.UTF_8);
            name.quoted(text, 0, text.length).raw(':');
            names[id] = Arrays.copyOf(name.bytes(), name.length());
            categoryCodes.add(new HashMap<>());
            categories.add(new ArrayList<>());
            members.add(new ArrayList<>());
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public void row(long identityHigh, long identityLow) {
        finishRow();
        high = identityHigh;
        low = identityLow;
        open = true;
    }

    @Override
    public int touchpoint(String name) {
        return touchpointCodes.computeIfAbsent(name, text -> {
            touchpoints.add(text.getBytes(StandardCharsets.UTF_8));
            return touchpoints.size() - 1;
        });
    }

    @Override
    public int category(int attribute, String value) {
        return categoryCodes.get(attribute).computeIfAbsent(value, text -> {
            CopyText quoted = new CopyText();
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            quoted.quoted(bytes, 0, bytes.length);
            categories.get(attribute).add(Arrays.copyOf(quoted.bytes(), quoted.length()));
            return categories.get(attribute).size() - 1;
        });
    }

    @Override
    public void begin(byte @Nullable [] ofCustomer, byte[] ofKey) {
        customer = ofCustomer == null ? null : ofCustomer.clone();
        key = ofKey.clone();
        touchpoint = null;
        timed = false;
        nano = 0;
        values.clear();
    }

    @Override
    public void interaction(int code, long atSecond, int atNano, long sequence) {
        touchpoint = touchpoints.get(code);
        timed = true;
        second = atSecond;
        nano = atNano;
    }

    @Override
    public void untimed(int code, long sequence) {
        touchpoint = touchpoints.get(code);
    }

    @Override
    public void valuesOnly(long sequence) {
        touchpoint = null;
    }

    @Override
    public void category(int attribute, int code) {
        name(attribute).all(categories.get(attribute).get(code));
    }

    @Override
    public void number(int attribute, double value) {
        name(attribute).ascii(Double.toString(value));
    }

    @Override
    public void time(int attribute, long atSecond) {
        name(attribute).number(atSecond);
    }

    @Override
    public void text(int attribute, long reference) {
        throw new IllegalStateException("texts are taken themselves");
    }

    @Override
    public void text(int attribute, byte[] buffer, int start, int length) {
        name(attribute).quoted(buffer, start, length);
    }

    @Override
    public void member(int attribute, int code) {
        members.get(attribute).add(categories.get(attribute).get(code));
    }

    @Override
    public void end() {
        for (int attribute = 0; attribute < names.length; attribute++) {
            List<byte[]> set = members.get(attribute);
            if (!set.isEmpty()) {
                name(attribute).raw('[');
                for (int i = 0; i < set.size(); i++) {
                    (i == 0 ? values : values.raw(',')).all(set.get(i));
                }
                values.raw(']');
                set.clear();
            }
        }
        CopyText record = record();
        record.number(StoreBuilder.part(customer, key))
                .next()
                .text(customer)
                .next()
                .text(key)
                .next()
                .text(touchpoint);
        record.next();
        (timed ? record.number(second) : record.missing()).next().number(nano).next();
        (values.length() == 0 ? record.missing() : record.raw('{').all(values).raw('}')).endRow();
    }

    private CopyText name(int attribute) {
        return (values.length() == 0 ? values : values.raw(',')).all(names[attribute]);
    }

    private CopyText record() {
        if (used == ofRow.size()) {
            ofRow.add(new CopyText());
        }
        CopyText record = ofRow.get(used++);
        record.clear();
        return record;
    }

    private void finishRow() {
        if (!open) {
            return;
        }
        open = false;
        digest.reset();
        for (int i = 0; i < used; i++) {
            digest.update(ofRow.get(i).bytes(), 0, ofRow.get(i).length());
        }
        long content = ByteBuffer.wrap(digest.digest()).getLong();
        if (used == 0) {
            head(content)
                    .number(0)
                    .next()
                    .missing()
                    .next()
                    .missing()
                    .next()
                    .missing()
                    .next()
                    .missing()
                    .next()
                    .number(0);
            out.next().missing().endRow();
        }
        for (int i = 0; i < used; i++) {
            head(content).all(ofRow.get(i));
        }
        used = 0;
        if (out.length() > CHUNK) {
            flush();
        }
    }

    private CopyText head(long content) {
        return out.number(++ordinal)
                .next()
                .number(high)
                .next()
                .number(low)
                .next()
                .number(content)
                .next();
    }

    private void flush() {
        try {
            copy.write(out.bytes(), 0, out.length());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.clear();
    }

    /// Hands over what is left. Whether it counts is decided by the transaction around it.
    @Override
    public void close() {
        finishRow();
        flush();
    }
}
