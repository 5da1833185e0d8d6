package dev.milvusbackup.examples.booksearch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Replaces a language model: texts that share words are close to each other. */
final class Embedding {

  static final int DIMENSION = 64;

  private static final Set<String> FILLERS =
      Set.of(
          "a", "an", "and", "by", "for", "from", "his", "her", "in", "is", "of", "on", "the", "to",
          "with");

  private Embedding() {}

  static List<Float> of(String text) {
    float[] counts = new float[DIMENSION];
    for (String word : text.toLowerCase(Locale.ROOT).split("[^a-z]+", -1)) {
      if (!word.isEmpty() && !FILLERS.contains(word)) {
        counts[Math.floorMod(word.hashCode() * 0x9E3779B9, DIMENSION)]++;
      }
    }
    List<Float> vector = new ArrayList<>();
    for (float count : counts) {
      vector.add(count);
    }
    return vector;
  }
}
