package io.portolan.format.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portolan.format.JsonSyntax;
import io.portolan.format.JsonTree;
import io.portolan.format.MalformedContentException;
import io.portolan.format.Quote;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import javax.xml.XMLConstants;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * XML as a tree: the root element is the tree, attributes and elements are members by their local names, a repeated
 * name is an array, every value a string. Nothing is fetched and no entity of the document is known.
 */
final class XmlTree {

    /** The member that holds the text of an element that has attributes or elements too. */
    static final String TEXT = "#text";

    private final XMLStreamReader reader;
    private int depth;

    private XmlTree(XMLStreamReader reader) {
        this.reader = reader;
    }

    static JsonNode read(Buffer bytes, @Nullable String contentType) {
        Charset charset = Charsets.named(contentType);
        ByteArrayInputStream in = new ByteArrayInputStream(bytes.getBytes());
        try {
            XMLStreamReader reader = charset == null
                    ? factory().createXMLStreamReader(in)
                    : factory().createXMLStreamReader(in, charset.name());
            return new XmlTree(reader).document();
        } catch (XMLStreamException fault) {
            throw malformed(fault.getLocation(), reason(fault));
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        return factory;
    }

    private JsonNode document() throws XMLStreamException {
        JsonNode root = null;
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                root = element();
            }
        }
        if (root == null) {
            throw new MalformedContentException(1, 1, "expected an element, got nothing");
        }
        return root;
    }

    private JsonNode element() throws XMLStreamException {
        if (++depth > JsonSyntax.MAX_DEPTH) {
            throw malformed(reader.getLocation(), "nested deeper than " + JsonSyntax.MAX_DEPTH + " levels");
        }
        ObjectNode members = JsonTree.NODES.objectNode();
        boolean nil = false;
        for (int index = 0; index < reader.getAttributeCount(); index++) {
            String name = reader.getAttributeLocalName(index);
            if (XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI.equals(reader.getAttributeNamespace(index))
                    && name.equals("nil")) {
                nil = reader.getAttributeValue(index).equals("true");
            } else {
                add(members, name, JsonTree.NODES.textNode(reader.getAttributeValue(index)));
            }
        }
        String text = content(members);
        depth--;
        if (members.isEmpty()) {
            return nil ? JsonTree.NODES.nullNode() : JsonTree.NODES.textNode(text);
        }
        if (!text.isBlank()) {
            add(members, TEXT, JsonTree.NODES.textNode(text));
        }
        return members;
    }

    /** Adds the elements inside; the text between them. */
    private String content(ObjectNode members) throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        while (true) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    String name = reader.getLocalName();
                    add(members, name, element());
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    text.append(reader.getText());
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw malformed(reader.getLocation(), "an unknown entity &" + reader.getLocalName() + ";");
                case XMLStreamConstants.END_ELEMENT -> {
                    return text.toString();
                }
                default -> {} // Comments and processing instructions say nothing.
            }
        }
    }

    private static void add(ObjectNode members, String name, JsonNode value) {
        JsonNode earlier = members.get(name);
        if (earlier == null) {
            members.set(name, value);
        } else if (earlier instanceof ArrayNode array) {
            array.add(value);
        } else {
            members.set(name, JsonTree.NODES.arrayNode().add(earlier).add(value));
        }
    }

    private static String reason(XMLStreamException fault) {
        String message = String.valueOf(fault.getMessage());
        int start = message.indexOf("Message: ");
        String reason = start < 0 ? message : message.substring(start + "Message: ".length());
        return Quote.inside(reason.lines().findFirst().orElse("it is broken"));
    }

    private static MalformedContentException malformed(@Nullable Location at, String detail) {
        return at == null
                ? new MalformedContentException(detail)
                : new MalformedContentException(at.getLineNumber(), at.getColumnNumber(), detail);
    }
}
