package io.vedette.kql.syntax;

import java.lang.reflect.RecordComponent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Walks over all nodes of a tree by their record components. */
final class Nodes {
  private Nodes() {}

  /** The nodes below and with this one that fit. */
  static List<Node> all(Node root, Predicate<Node> fits) {
    List<Node> found = new ArrayList<>();
    Deque<Object> open = new ArrayDeque<>();
    open.push(root);
    while (!open.isEmpty()) {
      Object next = open.pop();
      if (next instanceof Node node && fits.test(node)) {
        found.add(node);
      }
      if (next instanceof List<?> list) {
        list.forEach(open::push);
      } else if (next instanceof Record record && inSyntax(record)) {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
          Object value = value(record, component);
          if (value != null) {
            open.push(value);
          }
        }
      }
    }
    return found;
  }

  private static boolean inSyntax(Record record) {
    return record.getClass().getPackage().equals(Nodes.class.getPackage());
  }

  private static @Nullable Object value(Record record, RecordComponent component) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
