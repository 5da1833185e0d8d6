package dev.milvusbackup.internal.milvus;

import java.util.List;

/** The databases of a server. */
public interface MilvusDatabases {

  List<String> names();

  void create(String database);

  /** Drops an empty database. */
  void drop(String database);
}
