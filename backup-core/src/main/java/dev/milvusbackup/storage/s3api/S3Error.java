package dev.milvusbackup.storage.s3api;

import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * An error in the service's own words.
 *
 * @param code such as {@code SlowDown}
 * @param region where the bucket is, if the service says so
 * @param endpoint the host to use, if the service says so
 */
record S3Error(
    String code, @Nullable String message, @Nullable String region, @Nullable String endpoint) {

  private static final XMLInputFactory XML = factory();

  /** Reads S3's XML; empty if it is anything else. */
  static Optional<S3Error> parse(byte[] body) {
    try {
      XMLStreamReader xml = XML.createXMLStreamReader(new ByteArrayInputStream(body));
      if (xml.nextTag() != XMLStreamConstants.START_ELEMENT
          || !xml.getLocalName().equals("Error")) {
        return Optional.empty();
      }
      Map<String, String> fields = fields(xml);
      return Optional.ofNullable(fields.get("Code"))
          .filter(code -> !code.isBlank())
          .map(
              code ->
                  new S3Error(
                      code.strip(),
                      fields.get("Message"),
                      fields.get("Region"),
                      fields.get("Endpoint")));
    } catch (XMLStreamException e) {
      return Optional.empty();
    }
  }

  private static Map<String, String> fields(XMLStreamReader xml) throws XMLStreamException {
    Map<String, String> fields = new HashMap<>();
    String name = "";
    StringBuilder text = new StringBuilder();
    while (xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          name = xml.getLocalName();
          text.setLength(0);
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(xml.getText());
        case XMLStreamConstants.END_ELEMENT -> {
          if (xml.getLocalName().equals(name)) {
            fields.putIfAbsent(name, text.toString());
          }
        }
        default -> {} // comments and the like
      }
    }
    return fields;
  }

  /** Other parties write these answers: no entities, no files. */
  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }
}
