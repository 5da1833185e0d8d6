package dev.milvusbackup.examples.booksearch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The books that the golden backup was made of. */
final class Shelf {

  private Shelf() {}

  static List<Book> books() {
    List<Book> books = new ArrayList<>();
    for (String line : text().lines().toList()) {
      String[] parts = line.split("\\|", 2);
      books.add(new Book(books.size() + 1L, parts[0], parts[1]));
    }
    return books;
  }

  private static String text() {
    try (InputStream in = Shelf.class.getResourceAsStream("/books.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
