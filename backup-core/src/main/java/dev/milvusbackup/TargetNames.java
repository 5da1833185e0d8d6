package dev.milvusbackup;

import dev.milvusbackup.error.InvalidRequestException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a restore for the names that collections receive. Rules refer to names in the
 * backup, and the first that applies decides: the rename of the collection itself, the patterns in
 * their order, and otherwise the rename of its database together with prefix and suffix. Immutable;
 * {@link RestoreRequest.Builder} builds it.
 */
public final class TargetNames {

  static final TargetNames SAME = new TargetNames(Map.of(), List.of(), Map.of(), "", "");

  private final Map<CollectionName, CollectionName> renames;
  private final List<RenamePattern> patterns;
  private final Map<String, String> databases;
  private final String prefix;
  private final String suffix;

  private TargetNames(
      Map<CollectionName, CollectionName> renames,
      List<RenamePattern> patterns,
      Map<String, String> databases,
      String prefix,
      String suffix) {
    this.renames = Map.copyOf(renames);
    this.patterns = List.copyOf(patterns);
    this.databases = Map.copyOf(databases);
    this.prefix = Objects.requireNonNull(prefix, "prefix");
    this.suffix = Objects.requireNonNull(suffix, "suffix");
  }

  /** {@return the new names of single collections, by their names in the backup} */
  public Map<CollectionName, CollectionName> renames() {
    return renames;
  }

  /** {@return the patterns, in the order in which they apply} */
  public List<RenamePattern> patterns() {
    return patterns;
  }

  /** {@return the new names of databases, by their names in the backup} */
  public Map<String, String> databases() {
    return databases;
  }

  /** {@return the prefix of every collection that is not renamed, possibly empty} */
  public String prefix() {
    return prefix;
  }

  /** {@return the suffix of every collection that is not renamed, possibly empty} */
  public String suffix() {
    return suffix;
  }

  /**
   * Returns the name that a collection of the backup receives.
   *
   * @param source the name of the collection in the backup
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
   * Returns the problem with the first rule that applies to none of the collections.
   *
   * @param sources the names of collections in the backup
   * @return the start of an error message, or empty if every rule applies to a collection
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

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof TargetNames other
        && renames.equals(other.renames)
        && patterns.equals(other.patterns)
        && databases.equals(other.databases)
        && prefix.equals(other.prefix)
        && suffix.equals(other.suffix);
  }

  @Override
  public int hashCode() {
    return Objects.hash(renames, patterns, databases, prefix, suffix);
  }

  @Override
  public String toString() {
    return "TargetNames[renames=%s, patterns=%s, databases=%s, prefix=%s, suffix=%s]"
        .formatted(renames, patterns, databases, prefix, suffix);
  }
}
