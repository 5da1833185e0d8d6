package dev.milvusbackup.internal.milvus.contract;

import dev.milvusbackup.internal.milvus.contract.BrokenGateway.Flaw;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** For each clause of the contract a gateway that breaks it, and no other. */
final class Flaws {

  private static final Map<String, BrokenGateway> BY_CLAUSE =
      Stream.of(ObjectFlaws.all(), DataFlaws.all())
          .flatMap(some -> some.entrySet().stream())
          .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

  private Flaws() {}

  static BrokenGateway of(String clause) {
    BrokenGateway broken = BY_CLAUSE.get(clause);
    if (broken == null) {
      throw new AssertionError("No gateway breaks the clause " + clause);
    }
    return broken;
  }

  /** Collects flaws by the clauses that they break. */
  static final class Table {

    final Map<String, BrokenGateway> byClause = new TreeMap<>();

    Table breaking(String clause, String call, Flaw flaw) {
      byClause.put(clause, new BrokenGateway(call, flaw, ""));
      return this;
    }

    Table breaking(String clause, BrokenGateway gateway) {
      byClause.put(clause, gateway);
      return this;
    }
  }
}
