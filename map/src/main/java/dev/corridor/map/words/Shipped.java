package dev.corridor.map.words;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/// Files that are part of the program; one that is missing is a bug.
public final class Shipped {
    private Shipped() {}

    /// @param owner the class that the file lies beside
    public static byte[] bytes(Class<?> owner, String file) {
        try (InputStream in = owner.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(file + " cannot be read", e);
        }
    }

    /// A file of text in UTF-8.
    public static String text(Class<?> owner, String file) {
        return new String(bytes(owner, file), StandardCharsets.UTF_8);
    }

    /// The entries of a `.properties` file by their keys.
    public static SortedMap<String, String> entries(Class<?> owner, String file) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text(owner, file)));
        } catch (IOException e) {
            throw new IllegalStateException(file + " cannot be read", e);
        }
        SortedMap<String, String> entries = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> entries.put(key, properties.getProperty(key)));
        return Collections.unmodifiableSortedMap(entries);
    }
}
