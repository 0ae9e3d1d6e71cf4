package io.vedette.evtx;

import java.util.List;

/**
 * The parsed form of binary XML: what a template or a record without one says, before values are
 * put in. Built once for each template of a chunk.
 */
sealed interface Xml {

  /** An element's dependency when it depends on no value. */
  int NO_DEPENDENCY = 0xFFFF;

  /**
   * An element.
   *
   * @param dependency index of the value without which the element is left out
   */
  record Element(String name, int dependency, List<Attribute> attributes, List<Xml> content)
      implements Xml {}

  /** Character data as it stands. */
  record Text(String text) implements Xml {}

  /**
   * A place where a value is put in.
   *
   * @param optional whether an attribute of this value alone is left out when there is no value
   */
  record Substitution(int index, boolean optional) implements Xml {}

  /** An attribute; its content holds no elements. */
  record Attribute(String name, List<Xml> content) {}
}
