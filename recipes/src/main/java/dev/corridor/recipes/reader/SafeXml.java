package dev.corridor.recipes.reader;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// The only way to an XML parser: no document type, no external entity, no file or address is ever followed.
///
/// Bytes are decoded before they reach the parser, which would print its own message about broken ones.
final class SafeXml {
    private static final int HEAD = 1 << 10;
    private static final Pattern DECLARED =
            Pattern.compile("<\\?xml[^>]*?\\sencoding\\s*=\\s*[\"']([A-Za-z0-9._-]+)[\"']");
    private static final XMLInputFactory FACTORY = factory();

    private SafeXml() {}

    /// A parser of bytes. An encoding that is not known is left to the parser, which refuses it.
    ///
    /// @param given the user's word; otherwise the byte order mark tells the encoding, else the XML declaration
    static XMLStreamReader open(InputStream content, Optional<Charset> given) throws IOException, XMLStreamException {
        PushbackInputStream bytes = new PushbackInputStream(content, HEAD);
        byte[] head = bytes.readNBytes(HEAD);
        bytes.unread(head);
        Encoding found = Encoding.of(head, new byte[0], given);
        Optional<Charset> charset =
                given.isPresent() || found.mark() > 0 ? Optional.of(found.charset()) : declared(head);
        if (charset.isEmpty()) {
            synchronized (FACTORY) {
                return FACTORY.createXMLStreamReader(bytes);
            }
        }
        bytes.skipNBytes(found.mark());
        return open(new StrictReader(bytes, charset.get()));
    }

    static XMLStreamReader open(Reader text) throws XMLStreamException {
        synchronized (FACTORY) {
            return FACTORY.createXMLStreamReader(text);
        }
    }

    /// The encoding of a document without a mark; empty where its name is not known.
    private static Optional<Charset> declared(byte[] head) {
        if (head.length > 1 && (head[0] == 0 || head[1] == 0)) {
            return Optional.of(head[0] == 0 ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE);
        }
        Matcher declaration = DECLARED.matcher(new String(head, StandardCharsets.ISO_8859_1));
        if (!declaration.lookingAt()) {
            return Optional.of(StandardCharsets.UTF_8);
        }
        try {
            Charset charset = Charset.forName(declaration.group(1));
            return Optional.of(charset.name().startsWith("UTF-16") ? StandardCharsets.UTF_8 : charset);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        // These count characters that a document escapes by itself; entities of its own are refused altogether.
        factory.setProperty("jdk.xml.maxGeneralEntitySizeLimit", "0");
        factory.setProperty("jdk.xml.totalEntitySizeLimit", "0");
        factory.setXMLReporter((message, type, information, location) -> {});
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("external entities are not read");
        });
        return factory;
    }
}
