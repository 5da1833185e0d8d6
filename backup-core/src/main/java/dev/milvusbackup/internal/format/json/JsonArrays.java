package dev.milvusbackup.internal.format.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.io.IOException;
import java.util.function.Consumer;

/** Reads arrays one element at a time, for callers that store elements in another form. */
public final class JsonArrays {

  private JsonArrays() {}

  /**
   * Reads an array.
   *
   * @param what an element, for messages
   * @param taker receives one element after the other; an {@link IllegalArgumentException} means
   *     that the element is invalid
   * @throws JsonMappingException if it is not an array of such elements
   */
  public static <T> void read(
      JsonDeserializer<?> owner,
      JsonParser json,
      DeserializationContext context,
      Class<T> type,
      String what,
      Consumer<T> taker)
      throws IOException {
    if (!json.isExpectedStartArrayToken()) {
      context.reportInputMismatch(owner, "a list of %ss was expected", what);
    }
    JsonDeserializer<Object> elements =
        context.findRootValueDeserializer(context.constructType(type));
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == JsonToken.VALUE_NULL) {
        context.reportInputMismatch(owner, "one of the %ss is null", what);
      }
      try {
        taker.accept(type.cast(elements.deserialize(json, context)));
      } catch (IllegalArgumentException e) {
        context.reportInputMismatch(owner, "%s", e.getMessage());
      }
    }
  }
}
