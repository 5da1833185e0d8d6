package dev.milvusbackup.junit5;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Creates a backup after a test method has passed, before restored collections are dropped and
 * before the methods with {@code @AfterEach} run. A failed test creates no backup. A failed backup
 * fails the test.
 *
 * @see MilvusFixture#snapshot(String, String...)
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface SnapshotAfter {

  /**
   * Returns the name of the backup.
   *
   * @return the name
   */
  String value();

  /**
   * Selects the collections to back up.
   *
   * @return their names in Milvus; empty means those restored for the test
   */
  String[] collections() default {};

  /**
   * Returns the rule for a name that is taken.
   *
   * @return the rule
   */
  IfSnapshotExists ifExists() default IfSnapshotExists.FAIL;
}
