package dev.milvusbackup;

import dev.milvusbackup.error.InvalidRequestException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Under which names a restore puts collections. Rules are about names in the backup; the first that
 * fits decides: a rename of the collection itself, the patterns in their order, and else its
 * database as it may be renamed, with prefix and suffix. Immutable; each method gives a new value.
 *
 * @param renames single collections
 * @param patterns many at once
 * @param databases all of a database
 * @param prefix what comes before every name that is not renamed, possibly empty
 * @param suffix what comes after every name that is not renamed, possibly empty
 */
public record TargetNames(
    Map<CollectionName, CollectionName> renames,
    List<RenamePattern> patterns,
    Map<String, String> databases,
    String prefix,
    String suffix) {

  /** Everything under its own name. */
  public static final TargetNames SAME = new TargetNames(Map.of(), List.of(), Map.of(), "", "");

  /**
   * Copies the collections.
   *
   * @param renames single collections
   * @param patterns many at once
   * @param databases all of a database
   * @param prefix what comes before every name that is not renamed
   * @param suffix what comes after every name that is not renamed
   */
  public TargetNames {
    renames = Map.copyOf(renames);
    patterns = List.copyOf(patterns);
    databases = Map.copyOf(databases);
  }

  /**
   * The name that a collection of the backup gets.
   *
   * @param source its name in the backup
   * @return its name in Milvus
   */
  public CollectionName of(CollectionName source) {
    CollectionName renamed = renames.get(source);
    if (renamed != null) {
      return renamed;
    }
    return patterns.stream()
        .flatMap(pattern -> pattern.apply(source).stream())
        .findFirst()
        .orElseGet(
            () ->
                new CollectionName(
                    databases.getOrDefault(source.database(), source.database()),
                    prefix + source.name() + suffix));
  }

  TargetNames rename(String source, String target) {
    if (RenamePattern.isPattern(source) || RenamePattern.isPattern(target)) {
      List<RenamePattern> more = new ArrayList<>(patterns);
      more.add(RenamePattern.parse(source, target));
      return new TargetNames(renames, more, databases, prefix, suffix);
    }
    CollectionName from = CollectionName.parse(source);
    Map<CollectionName, CollectionName> more = new LinkedHashMap<>(renames);
    CollectionName former = more.putIfAbsent(from, CollectionName.parse(target));
    if (former != null) {
      throw new InvalidRequestException(
          "Cannot rename %s to '%s': it is already renamed to %s. Keep one of the two."
              .formatted(from, target, former));
    }
    return new TargetNames(more, patterns, databases, prefix, suffix);
  }

  TargetNames renameDatabase(String source, String target) {
    Map<String, String> more = new LinkedHashMap<>(databases);
    String former = more.putIfAbsent(source, target);
    if (former != null) {
      throw new InvalidRequestException(
          "Cannot rename database '%s' to '%s': it is already renamed to '%s'. Keep one of the two."
              .formatted(source, target, former));
    }
    return new TargetNames(renames, patterns, more, prefix, suffix);
  }

  TargetNames withPrefix(String newPrefix) {
    return new TargetNames(renames, patterns, databases, newPrefix, suffix);
  }

  TargetNames withSuffix(String newSuffix) {
    return new TargetNames(renames, patterns, databases, prefix, newSuffix);
  }

  /**
   * Says of the first rule that fits none of the collections what is wrong with it.
   *
   * @param sources names in the backup
   * @return the complaint, or empty if every rule is of use
   */
  public Optional<String> problem(List<CollectionName> sources) {
    for (Map.Entry<CollectionName, CollectionName> rename : renames.entrySet()) {
      if (!sources.contains(rename.getKey())) {
        return Optional.of(
            "Cannot rename %s to %s: it is not among the collections to restore"
                .formatted(rename.getKey(), rename.getValue()));
      }
    }
    for (RenamePattern pattern : patterns) {
      if (sources.stream().allMatch(source -> pattern.apply(source).isEmpty())) {
        return Optional.of(
            "Cannot rename %s to %s: the pattern matches none of the collections to restore"
                .formatted(pattern.source(), pattern.target()));
      }
    }
    for (Map.Entry<String, String> database : databases.entrySet()) {
      if (sources.stream().noneMatch(name -> name.database().equals(database.getKey()))) {
        return Optional.of(
            "Cannot rename database '%s' to '%s': none of the collections to restore is in it"
                .formatted(database.getKey(), database.getValue()));
      }
    }
    return Optional.empty();
  }
}
