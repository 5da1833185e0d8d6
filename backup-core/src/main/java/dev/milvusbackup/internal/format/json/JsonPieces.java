package dev.milvusbackup.internal.format.json;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/** JSON in chunks, so that a long list can be written without being in memory. */
public final class JsonPieces {

  private JsonPieces() {}

  public static Iterator<byte[]> of(Object value) {
    return List.of(MetadataJson.write(value)).iterator();
  }

  /** An object with a list as its last field, left out if it is empty. */
  public static <T> Iterator<byte[]> of(
      Object object, String field, Iterable<T> list, Function<T, Iterator<byte[]>> pieces) {
    byte[] head = MetadataJson.write(object);
    if (!list.iterator().hasNext()) {
      return List.of(head).iterator();
    }
    String comma = head.length > 2 ? "," : "";
    byte[] open = utf8(comma + "\"" + field + "\":");
    return ConcatenatedIterator.of(
        List.of(
            List.of(withoutBrace(head), open).iterator(),
            array(list, pieces),
            List.of(utf8("}")).iterator()));
  }

  public static <T> Iterator<byte[]> array(Iterable<T> list, Function<T, Iterator<byte[]>> pieces) {
    return ConcatenatedIterator.of(
        List.of(
            List.of(utf8("[")).iterator(),
            new ConcatenatedIterator<>(separated(list.iterator(), pieces)),
            List.of(utf8("]")).iterator()));
  }

  private static <T> Iterator<Iterator<byte[]>> separated(
      Iterator<T> elements, Function<T, Iterator<byte[]>> pieces) {
    return new Iterator<>() {
      private boolean separate;

      @Override
      public boolean hasNext() {
        return elements.hasNext();
      }

      @Override
      public Iterator<byte[]> next() {
        Iterator<byte[]> element = pieces.apply(elements.next());
        if (!separate) {
          separate = true;
          return element;
        }
        return ConcatenatedIterator.of(List.of(List.of(utf8(",")).iterator(), element));
      }
    };
  }

  private static byte[] withoutBrace(byte[] json) {
    byte[] head = new byte[json.length - 1];
    System.arraycopy(json, 0, head, 0, head.length);
    return head;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
