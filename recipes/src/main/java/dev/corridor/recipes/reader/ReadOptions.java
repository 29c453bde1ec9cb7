package dev.corridor.recipes.reader;

import dev.corridor.engine.error.CorridorException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;

/// How a file is to be read where the reader shall not find out itself, and the limits that protect the
/// machine.
///
/// @param delimiter one ASCII character between cells; detected where empty
/// @param quote one ASCII character around cells, [#NO_QUOTE] for files in which quotes mean nothing
/// @param encoding of the file's text; detected where empty
/// @param maxRowBytes longest row that is read, in UTF-8 bytes; a longer one is rejected
/// @param maxExpansion greatest ratio of unpacked to packed bytes once `freeExpansion` is passed
/// @param freeExpansion unpacked bytes up to which no ratio is too great
public record ReadOptions(
        Optional<Character> delimiter,
        char quote,
        Optional<Charset> encoding,
        int maxRowBytes,
        int maxExpansion,
        long freeExpansion) {

    /// Means that no character quotes.
    public static final char NO_QUOTE = '\0';

    public ReadOptions {
        delimiter.ifPresent(character -> {
            if (character == 0 || character > 126 || character == '\n' || character == '\r' || character == quote) {
                throw invalid("The delimiter " + shown(character) + " cannot separate cells.");
            }
        });
        if (quote > 126 || quote == '\n' || quote == '\r') {
            throw invalid("The quote " + shown(quote) + " cannot enclose cells.");
        }
        if (maxRowBytes < 16 || maxRowBytes > 1 << 30 || maxExpansion < 1 || freeExpansion < 0) {
            throw new IllegalArgumentException("limits out of range");
        }
    }

    /// Everything is detected; rows up to 64 MiB; at most 1000 : 1 beyond 1 GiB.
    public static ReadOptions detect() {
        return new ReadOptions(Optional.empty(), '"', Optional.empty(), 64 << 20, 1000, 1L << 30);
    }

    public ReadOptions withDelimiter(char character) {
        return new ReadOptions(Optional.of(character), quote, encoding, maxRowBytes, maxExpansion, freeExpansion);
    }

    public ReadOptions withQuote(char character) {
        return new ReadOptions(delimiter, character, encoding, maxRowBytes, maxExpansion, freeExpansion);
    }

    public ReadOptions withEncoding(Charset charset) {
        return new ReadOptions(delimiter, quote, Optional.of(charset), maxRowBytes, maxExpansion, freeExpansion);
    }

    /// @throws CorridorException with [ReaderError#OPTION_INVALID] where no encoding has this name
    public ReadOptions withEncoding(String name) {
        try {
            return withEncoding(Charset.forName(name));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new CorridorException(
                    ReaderError.OPTION_INVALID,
                    "There is no encoding named \"" + name + "\".",
                    "Name one such as UTF-8, windows-1252 or windows-1251.",
                    e);
        }
    }

    public ReadOptions withMaxRowBytes(int bytes) {
        return new ReadOptions(delimiter, quote, encoding, bytes, maxExpansion, freeExpansion);
    }

    public ReadOptions withMaxExpansion(int ratio, long freeBytes) {
        return new ReadOptions(delimiter, quote, encoding, maxRowBytes, ratio, freeBytes);
    }

    private static CorridorException invalid(String sentence) {
        return new CorridorException(
                ReaderError.OPTION_INVALID, sentence, "Name one ASCII character, different for delimiter and quote.");
    }

    private static String shown(char character) {
        return character > 32 && character < 127 ? "\"" + character + "\"" : "U+%04X".formatted((int) character);
    }
}
