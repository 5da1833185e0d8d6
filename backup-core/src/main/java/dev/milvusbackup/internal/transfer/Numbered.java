package dev.milvusbackup.internal.transfer;

import java.util.Iterator;

/** An element and its place. */
record Numbered<T>(int number, T value) {

  static <T> Iterable<Numbered<T>> each(Iterable<T> elements) {
    return () -> {
      Iterator<T> values = elements.iterator();
      return new Iterator<>() {
        private int number;

        @Override
        public boolean hasNext() {
          return values.hasNext();
        }

        @Override
        public Numbered<T> next() {
          return new Numbered<>(number++, values.next());
        }
      };
    };
  }
}
