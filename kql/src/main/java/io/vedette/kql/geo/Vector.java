package io.vedette.kql.geo;

/** A vector in space; places on the sphere are unit vectors from its centre. */
record Vector(double x, double y, double z) {

  static Vector ofDegrees(double longitude, double latitude) {
    double lng = Math.toRadians(longitude);
    double lat = Math.toRadians(latitude);
    return new Vector(Math.cos(lat) * Math.cos(lng), Math.cos(lat) * Math.sin(lng), Math.sin(lat));
  }

  Vector plus(Vector o) {
    return new Vector(x + o.x, y + o.y, z + o.z);
  }

  Vector minus(Vector o) {
    return new Vector(x - o.x, y - o.y, z - o.z);
  }

  Vector times(double factor) {
    return new Vector(x * factor, y * factor, z * factor);
  }

  double dot(Vector o) {
    return x * o.x + y * o.y + z * o.z;
  }

  Vector cross(Vector o) {
    return new Vector(y * o.z - z * o.y, z * o.x - x * o.z, x * o.y - y * o.x);
  }

  /** The cross product of two unit vectors, exact also when they are close. */
  Vector normalTo(Vector o) {
    return minus(o).cross(plus(o)).times(0.5);
  }

  double length() {
    return Math.sqrt(dot(this));
  }

  /** The unit vector of that direction; a vector of no length stays as it is. */
  Vector unit() {
    double length = length();
    return length == 0 ? this : times(1 / length);
  }

  /** The angle between two unit vectors in radians. */
  double angle(Vector o) {
    return 2 * Math.atan2(minus(o).length(), plus(o).length());
  }

  /** Any unit vector at a right angle to this one. */
  Vector perpendicular() {
    Vector axis = Math.abs(x) < 0.6 ? new Vector(1, 0, 0) : new Vector(0, 1, 0);
    return cross(axis).unit();
  }

  /** The place that lies at an angle from this one towards another direction. */
  Vector towards(Vector direction, double radians) {
    Vector side = direction.minus(times(direction.dot(this))).unit();
    return times(Math.cos(radians)).plus(side.times(Math.sin(radians))).unit();
  }

  double longitude() {
    return Math.toDegrees(Math.atan2(y, x));
  }

  double latitude() {
    return Math.toDegrees(Math.atan2(z, Math.sqrt(x * x + y * y)));
  }
}
