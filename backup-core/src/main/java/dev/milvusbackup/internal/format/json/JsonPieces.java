package dev.milvusbackup.internal.format.json;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/** JSON in chunks, so that a long list can be written without being in memory. */
public final class JsonPieces {

  // Of the elements of a list: one by one, the iteration would cost more than the JSON.
  private static final int CHUNK = 32;

  private JsonPieces() {}

  public static Iterator<byte[]> of(Object value) {
    return List.of(MetadataJson.write(value)).iterator();
  }

  /** An object with a list as its last field, left out if it is empty. */
  public static Iterator<byte[]> of(Object object, String field, Iterable<?> list) {
    return of(object, field, list.iterator().hasNext(), array(list));
  }

  /** The same, with each element in chunks. */
  public static <T> Iterator<byte[]> of(
      Object object, String field, Iterable<T> list, Function<T, Iterator<byte[]>> pieces) {
    return of(
        object,
        field,
        list.iterator().hasNext(),
        array(new ConcatenatedIterator<>(separated(list.iterator(), pieces))));
  }

  public static Iterator<byte[]> array(Iterable<?> list) {
    return array(
        new ConcatenatedIterator<>(
            separated(chunks(list.iterator()), chunk -> List.of(chunk).iterator())));
  }

  private static Iterator<byte[]> of(
      Object object, String field, boolean filled, Iterator<byte[]> array) {
    byte[] head = MetadataJson.write(object);
    if (!filled) {
      return List.of(head).iterator();
    }
    String comma = head.length > 2 ? "," : "";
    byte[] open = utf8(comma + "\"" + field + "\":");
    return ConcatenatedIterator.of(
        List.of(
            List.of(withoutBrace(head), open).iterator(), array, List.of(utf8("}")).iterator()));
  }

  private static Iterator<byte[]> array(Iterator<byte[]> elements) {
    return ConcatenatedIterator.of(
        List.of(List.of(utf8("[")).iterator(), elements, List.of(utf8("]")).iterator()));
  }

  private static Iterator<byte[]> chunks(Iterator<?> elements) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return elements.hasNext();
      }

      @Override
      public byte[] next() {
        return MetadataJson.writeSome(elements, CHUNK);
      }
    };
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
