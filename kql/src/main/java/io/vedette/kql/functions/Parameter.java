package io.vedette.kql.functions;

import io.vedette.kql.types.ScalarType;
import io.vedette.kql.types.TypeSets;
import java.util.Set;

/**
 * A parameter of a signature.
 *
 * @param name the documented name, by which it can also be given
 * @param types what it accepts. With one type the argument arrives converted to it (int to long,
 *     dynamic to anything); with several it arrives as it is
 * @param common whether all arguments of common parameters are first brought to one type
 * @param optional whether it may be left out (only at the end)
 * @param repeated whether it may be given any number of times (only the last one)
 * @param constant whether the argument must not depend on the row
 */
public record Parameter(
    String name,
    Set<ScalarType> types,
    boolean common,
    boolean optional,
    boolean repeated,
    boolean constant) {

  public Parameter {
    types = Set.copyOf(types);
  }

  public static Parameter of(String name, ScalarType... types) {
    return new Parameter(name, Set.of(types), false, false, false, false);
  }

  public static Parameter of(String name, Set<ScalarType> types) {
    return new Parameter(name, types, false, false, false, false);
  }

  public static Parameter string(String name) {
    return of(name, ScalarType.STRING);
  }

  public static Parameter bool(String name) {
    return of(name, ScalarType.BOOL);
  }

  public static Parameter integer(String name) {
    return of(name, ScalarType.LONG);
  }

  public static Parameter real(String name) {
    return of(name, ScalarType.REAL);
  }

  public static Parameter datetime(String name) {
    return of(name, ScalarType.DATETIME);
  }

  public static Parameter timespan(String name) {
    return of(name, ScalarType.TIMESPAN);
  }

  public static Parameter dynamic(String name) {
    return of(name, ScalarType.DYNAMIC);
  }

  /** Any number, as it is. */
  public static Parameter number(String name) {
    return of(name, TypeSets.NUMBER);
  }

  /** Any scalar, as it is. */
  public static Parameter any(String name) {
    return of(name, TypeSets.ANY);
  }

  /** Any scalar, brought to one type with the other common ones. */
  public static Parameter anyCommon(String name) {
    return new Parameter(name, TypeSets.ANY, true, false, false, false);
  }

  public Parameter orAbsent() {
    return new Parameter(name, types, common, true, repeated, constant);
  }

  public Parameter anyTimes() {
    return new Parameter(name, types, common, optional, true, constant);
  }

  public Parameter asConstant() {
    return new Parameter(name, types, common, optional, repeated, true);
  }
}
