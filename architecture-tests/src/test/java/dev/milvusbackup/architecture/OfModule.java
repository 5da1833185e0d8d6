package dev.milvusbackup.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;

/** Classes that were compiled in a module, found by the path of their class file. */
final class OfModule extends DescribedPredicate<JavaClass> {

  private final String path;

  OfModule(String module) {
    super("are of module " + module);
    this.path = "/" + module + "/target/classes/";
  }

  @Override
  public boolean test(JavaClass type) {
    return type.getSource().map(s -> s.getUri().getPath().contains(path)).orElse(false);
  }

  DescribedPredicate<JavaClass> negated() {
    return DescribedPredicate.not(this);
  }
}
