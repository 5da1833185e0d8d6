package dev.milvusbackup.examples;

import java.util.List;

/** Compares restored collections of the walk-through, row by row, with the rows of prepare. */
final class VerifyData {

  private VerifyData() {}

  public static void main(String[] args) throws Exception {
    String suffix = SampleData.suffix(args);
    Story.tell(
        (story, milvus) -> {
          for (HelloCollection hello : HelloCollection.both(milvus, suffix)) {
            verify(story, hello);
          }
        });
  }

  private static void verify(Story story, HelloCollection hello) {
    hello.requireExists();
    if (!hello.hasIndex()) {
      story.say("%s was restored without its index: building it", hello.name());
      hello.buildIndex();
    }
    List<HelloRow> written = hello.written();
    requireEqual(hello.name(), written, hello.stored());
    requireFound(hello, written.get(0));
    story.say(
        "%s holds the %,d rows that were written, field by field, and finds them",
        hello.name(), written.size());
  }

  static void requireEqual(String collection, List<HelloRow> written, List<HelloRow> stored) {
    if (written.size() != stored.size()) {
      throw new IllegalStateException(
          "%s has %d rows; %d were written".formatted(collection, stored.size(), written.size()));
    }
    for (int i = 0; i < written.size(); i++) {
      if (!written.get(i).equals(stored.get(i))) {
        throw new IllegalStateException(
            "%s has %s; written was %s".formatted(collection, stored.get(i), written.get(i)));
      }
    }
  }

  private static void requireFound(HelloCollection hello, HelloRow row) {
    String nearest = hello.nearest(row.embeddings());
    if (!nearest.equals(row.var())) {
      throw new IllegalStateException(
          "The search in %s for the vector of row %s found row %s"
              .formatted(hello.name(), row.var(), nearest));
    }
  }
}
