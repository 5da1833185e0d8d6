package dev.milvusbackup.junit5;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Creates a backup after a test method has passed, before anything is dropped and before the
 * methods with {@code @AfterEach} run. After a failed test no backup is created. A failed backup
 * fails the test.
 *
 * @see MilvusFixture#snapshot(String, String...)
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface SnapshotAfter {

  /**
   * The backup.
   *
   * @return its name
   */
  String value();

  /**
   * Which collections.
   *
   * @return their names in Milvus; empty means those restored for the test
   */
  String[] collections() default {};

  /**
   * What to do if the name is taken.
   *
   * @return the choice
   */
  IfSnapshotExists ifExists() default IfSnapshotExists.FAIL;
}
