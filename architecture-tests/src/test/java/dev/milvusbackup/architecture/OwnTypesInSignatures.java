package dev.milvusbackup.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What users can call mentions the JDK and this library only, so that neither can break the other's
 * upgrades. One exception: a static {@code of(…)} that takes a vendor's client.
 */
final class OwnTypesInSignatures extends ArchCondition<JavaClass> {

  private final Set<String> allowed;

  /**
   * With exceptions.
   *
   * @param allowed further packages that may be mentioned
   */
  OwnTypesInSignatures(String... allowed) {
    super("mention only types of the JDK and of this library's API");
    this.allowed = Set.of(allowed);
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    for (JavaMember member : type.getMembers()) {
      if (isVisible(member) && !isAdapter(member)) {
        types(member)
            .flatMap(t -> t.getAllInvolvedRawTypes().stream())
            .map(JavaClass::getBaseComponentType)
            .filter(t -> !isOwn(t))
            .forEach(
                t ->
                    events.add(
                        SimpleConditionEvent.violated(
                            member, member.getFullName() + " mentions " + t.getName())));
      }
    }
  }

  private static boolean isVisible(JavaMember member) {
    return member.getModifiers().contains(JavaModifier.PUBLIC)
        || member.getModifiers().contains(JavaModifier.PROTECTED);
  }

  private static boolean isAdapter(JavaMember member) {
    return member.getName().equals("of") && member.getModifiers().contains(JavaModifier.STATIC);
  }

  private static Stream<JavaType> types(JavaMember member) {
    if (member instanceof JavaField field) {
      return Stream.of(field.getType());
    }
    JavaCodeUnit code = (JavaCodeUnit) member;
    List<JavaType> parameters = code.getParameterTypes();
    return Stream.of(
            Stream.of(code.getReturnType()),
            parameters.stream(),
            code.getExceptionTypes().stream().map(JavaType.class::cast))
        .flatMap(types -> types);
  }

  private boolean isOwn(JavaClass type) {
    String name = type.getPackageName();
    boolean internal = name.startsWith("dev.milvusbackup.internal");
    return type.isPrimitive()
        || name.startsWith("java.")
        || name.startsWith("javax.net")
        || allowed.contains(name)
        || (name.startsWith("dev.milvusbackup") && !internal);
  }
}
