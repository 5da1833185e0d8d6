package dev.milvusbackup;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks API that is young. It works and is tested, but may change or disappear in a minor release;
 * the changelog announces that. Everything else outside of {@code internal} packages only changes
 * incompatibly in a major release.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({
  ElementType.TYPE,
  ElementType.CONSTRUCTOR,
  ElementType.METHOD,
  ElementType.FIELD,
  ElementType.PACKAGE
})
public @interface Beta {}
