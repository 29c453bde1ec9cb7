package dev.corridor.recipes.reader;

import dev.corridor.engine.error.CorridorException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Walks through an XES document (IEEE 1849, versions 1.0 and 2.0) and tells a visitor what it meets.
///
/// Any element with a `key` inside a trace or an event is an attribute, whatever its type. An attribute
/// inside an attribute is named `KEY/CHILD`. Attributes of the log and `<global>` declarations are passed
/// over: a global promises that an attribute is there, its value is no value of any event.
final class XesScanner {
    private static final int MOST_NESTED = 32;
    private static final String MEND = "Export the log again, or mend the file at this place.";

    /// What is met, in document order.
    interface Visitor {
        void classifier(String name, String keys);

        void traceStarts();

        void traceAttribute(String key, String value);

        void eventStarts(long line, boolean insideTrace);

        void eventAttribute(String key, String value);

        void eventEnds();

        void traceEnds();
    }

    private final Source source;
    private final Source.Content content;
    private final Visitor visitor;
    private final Deque<String> path = new ArrayDeque<>();
    private int passedOver;
    private boolean inTrace;
    private boolean inEvent;
    private boolean rootSeen;

    XesScanner(Source source, Source.Content content, Visitor visitor) {
        this.source = source;
        this.content = content;
        this.visitor = visitor;
    }

    void scan() {
        try {
            XMLStreamReader xml = SafeXml.open(content, source.options().encoding());
            try {
                while (xml.hasNext()) {
                    step(xml, next(xml));
                }
            } finally {
                xml.close();
            }
        } catch (XMLStreamException e) {
            throw broken(e);
        } catch (IOException e) {
            throw Source.unreadable(source.name(), e);
        }
    }

    /// The JDK's parser has errors of its own for some broken prologues.
    private int next(XMLStreamReader xml) throws XMLStreamException {
        try {
            return xml.next();
        } catch (CorridorException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new XMLStreamException(String.valueOf(e.getMessage()), xml.getLocation(), e);
        }
    }

    private void step(XMLStreamReader xml, int event) {
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw new CorridorException(
                    ReaderError.XML_REFUSED,
                    "The file " + source.name() + " has a document type or an entity in line "
                            + xml.getLocation().getLineNumber() + ", which is never followed.",
                    "Remove the <!DOCTYPE ...> declaration; an event log needs none.");
        }
        if (event == XMLStreamConstants.START_ELEMENT) {
            starts(xml);
        } else if (event == XMLStreamConstants.END_ELEMENT) {
            ends(xml.getLocalName());
        }
    }

    private void starts(XMLStreamReader xml) {
        String name = xml.getLocalName();
        if (!rootSeen) {
            rootSeen = true;
            if (!name.equals("log")) {
                throw new CorridorException(
                        ReaderError.NOT_A_TABLE,
                        "The file " + source.name() + " is XML but no event log: its first element is <" + name + ">.",
                        "Give an XES file, whose first element is <log>.");
            }
            return;
        }
        if (passedOver > 0) {
            passedOver++;
        } else if (inEvent || (inTrace && !name.equals("event"))) {
            attribute(xml);
        } else if (name.equals("event")) {
            inEvent = true;
            visitor.eventStarts(xml.getLocation().getLineNumber(), inTrace);
        } else if (name.equals("trace")) {
            inTrace = true;
            visitor.traceStarts();
        } else {
            if (name.equals("classifier") && !"trace".equals(xml.getAttributeValue(null, "scope"))) {
                visitor.classifier(text(xml, "name"), text(xml, "keys"));
            }
            passedOver = 1;
        }
    }

    /// An element without a key (the `values` of a list) adds nothing to the names of those inside it.
    private void attribute(XMLStreamReader xml) {
        String key = text(xml, "key");
        String above = path.isEmpty() ? "" : path.getLast();
        String name = key.isEmpty() ? above : above.isEmpty() ? key : above + "/" + key;
        path.addLast(name);
        if (path.size() > MOST_NESTED) {
            throw new CorridorException(
                    ReaderError.XML_BROKEN,
                    "The file " + source.name() + " nests attributes more than " + MOST_NESTED + " deep in line "
                            + xml.getLocation().getLineNumber() + ".",
                    MEND);
        }
        String value = xml.getAttributeValue(null, "value");
        if (!key.isEmpty() && value != null) {
            if (inEvent) {
                visitor.eventAttribute(name, value);
            } else {
                visitor.traceAttribute(name, value);
            }
        }
    }

    private void ends(String name) {
        if (passedOver > 0) {
            passedOver--;
        } else if (!path.isEmpty()) {
            path.removeLast();
        } else if (inEvent) {
            inEvent = false;
            visitor.eventEnds();
        } else if (inTrace) {
            inTrace = false;
            visitor.traceEnds();
        } else if (!name.equals("log")) {
            throw new IllegalStateException("end of " + name);
        }
    }

    private CorridorException broken(XMLStreamException cause) {
        if (cause.getNestedException() instanceof IOException e && !(e instanceof CharacterCodingException)) {
            return Source.unreadable(source.name(), e);
        }
        int where = cause.getLocation() == null ? 0 : cause.getLocation().getLineNumber();
        int column = cause.getLocation() == null ? 0 : cause.getLocation().getColumnNumber();
        return new CorridorException(
                ReaderError.XML_BROKEN,
                "The file " + source.name() + " is broken XML in line " + where + ", column " + column + ": "
                        + Utf8.cut(reason(cause).lines().findFirst().orElse("it ends too early"), 200),
                MEND,
                cause);
    }

    private static String reason(XMLStreamException cause) {
        if (cause.getNestedException() instanceof CharacterCodingException) {
            return "bytes here are no text in the file's encoding.";
        }
        String message = String.valueOf(cause.getMessage());
        int says = message.indexOf("Message: ");
        return says < 0 ? message : message.substring(says + 9);
    }

    private static String text(XMLStreamReader xml, String attribute) {
        String value = xml.getAttributeValue(null, attribute);
        return value == null ? "" : value;
    }
}
