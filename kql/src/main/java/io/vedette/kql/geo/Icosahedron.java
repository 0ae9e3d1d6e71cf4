package io.vedette.kql.geo;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The icosahedron of the H3 grid: the planes of its faces, and how they hang together. A face's
 * plane has its origin in the middle of the face, the corners at distance 2 at 0, 120 and 240
 * degrees; a place beyond an edge is a place of the neighbouring face, as if both were unfolded.
 * Source: H3, "Overview of the H3 geospatial indexing system", h3geo.org; the figures are its
 * placement of the icosahedron, faceCenterGeo and faceAxesAzRadsCII in faceijk.c of
 * github.com/uber/h3.
 */
final class Icosahedron {
  static final int FACES = 20;

  /** The length of the cells' unit on a plane that touches the sphere in the face's middle. */
  private static final double UNIT = 0.381966011250105;

  private static final double NEARLY = 1e-9;

  /** Latitude and longitude of a face's middle, and the azimuth of its first corner, in radians. */
  private static final double[][] PLACEMENT = {
    {0.80358264971899, 1.2483974196173961, 5.6199582685239395},
    {1.3077478834556382, 2.5369450098779214, 5.7603390817141875},
    {1.054751253523952, -1.3475173589003966, 0.78021365439343},
    {0.6001915955381868, -0.45060390946975576, 0.4304693639799999},
    {0.49171542819877384, 0.40198820291130694, 6.130269123335111},
    {0.1727453274156187, 1.6781468852804338, 2.692877706530643},
    {0.6059293215713507, 2.9539233298124117, 2.982963003477244},
    {0.42737051832897965, -1.8888762003362853, 3.532912002790141},
    {-0.07906611854921283, -0.7334295133808677, 3.494305004259568},
    {-0.23096164445538364, 0.506495587332349, 3.0032141694995382},
    {0.07906611854921283, 2.4081631402089254, 5.930472956509812},
    {0.23096164445538364, -2.635097066257444, 0.13837848409025486},
    {-0.1727453274156187, -1.4634457683093596, 0.4487149470591504},
    {-0.6059293215713507, -0.18766932377738163, 0.15862965011254937},
    {-0.42737051832897965, 1.2527164532535078, 5.891865957979238},
    {-0.6001915955381868, 2.6909887441200375, 2.711123289609793},
    {-0.49171542819877384, -2.7396044506784865, 3.294508837434268},
    {-0.80358264971899, -1.8931952339723972, 3.80481969224544},
    {-1.3077478834556382, -0.6046476437118721, 3.6644388790551923},
    {-1.054751253523952, 1.7940752946893965, 2.361378999196363}
  };

  private record Face(Vector middle, Vector first, Vector second) {}

  /** A face over an edge: its number, and its plane's turn and shift against this one's. */
  private record Neighbour(int face, int sixths, Plane shift) {}

  /**
   * A place in the plane of a face.
   *
   * @param sixths how far directions have turned on the way there, in sixths of a circle
   */
  record Place(int face, Plane at, int sixths) {}

  private static final List<Face> PLANES =
      IntStream.range(0, FACES).mapToObj(Icosahedron::plane).toList();

  /** By face and edge; an edge has the number of the corner that is opposite. */
  private static final Neighbour[][] NEIGHBOURS = neighbours();

  private Icosahedron() {}

  private static Face plane(int face) {
    double lat = PLACEMENT[face][0];
    double lng = PLACEMENT[face][1];
    double azimuth = PLACEMENT[face][2];
    Vector middle = Vector.ofDegrees(Math.toDegrees(lng), Math.toDegrees(lat));
    Vector north =
        new Vector(-Math.sin(lat) * Math.cos(lng), -Math.sin(lat) * Math.sin(lng), Math.cos(lat));
    Vector east = new Vector(-Math.sin(lng), Math.cos(lng), 0);
    Vector first = north.times(Math.cos(azimuth)).plus(east.times(Math.sin(azimuth)));
    return new Face(middle, first, middle.cross(first));
  }

  /** A face's corner in its plane. */
  static Plane corner(int corner) {
    return Plane.unit(2 * corner).times(2);
  }

  private static Neighbour[][] neighbours() {
    Neighbour[][] neighbours = new Neighbour[FACES][3];
    for (int face = 0; face < FACES; face++) {
      for (int edge = 0; edge < 3; edge++) {
        neighbours[face][edge] = neighbour(face, edge);
      }
    }
    return neighbours;
  }

  private static Neighbour neighbour(int face, int edge) {
    int from = (edge + 1) % 3;
    int to = (edge + 2) % 3;
    for (int other = 0; other < FACES; other++) {
      int otherFrom = cornerAt(other, sphere(face, corner(from)));
      int otherTo = cornerAt(other, sphere(face, corner(to)));
      if (other != face && otherFrom >= 0 && otherTo >= 0) {
        Plane turn =
            corner(otherTo).minus(corner(otherFrom)).dividedBy(corner(to).minus(corner(from)));
        int sixths = (int) Math.round(Math.atan2(turn.y(), turn.x()) / (Math.PI / 3));
        Plane shift = corner(otherFrom).minus(Plane.unit(sixths).times(corner(from)));
        return new Neighbour(other, sixths, shift);
      }
    }
    throw new IllegalStateException("face " + face + " has no neighbour over edge " + edge);
  }

  /** Which corner of a face is at a place of the sphere; -1 when none is. */
  static int cornerAt(int face, Vector p) {
    for (int corner = 0; corner < 3; corner++) {
      if (sphere(face, corner(corner)).minus(p).length() < 1e-6) {
        return corner;
      }
    }
    return -1;
  }

  static Vector sphere(int face, Plane at) {
    Face plane = PLANES.get(face);
    return plane
        .middle
        .plus(plane.first.times(at.x() * UNIT))
        .plus(plane.second.times(at.y() * UNIT))
        .unit();
  }

  /** A place of the sphere in the plane of the nearest face. */
  static Place place(Vector p) {
    int nearest = 0;
    for (int face = 1; face < FACES; face++) {
      if (p.dot(PLANES.get(face).middle) > p.dot(PLANES.get(nearest).middle)) {
        nearest = face;
      }
    }
    Face plane = PLANES.get(nearest);
    double height = p.dot(plane.middle) * UNIT;
    return new Place(
        nearest, new Plane(p.dot(plane.first) / height, p.dot(plane.second) / height), 0);
  }

  /** How far a place is beyond an edge, in units; less than 0 within. */
  static double beyond(Plane at, int edge) {
    return -at.dot(Plane.unit(2 * edge)) - 1;
  }

  /** The edge that a place is beyond, or -1. */
  static int edgeBefore(Plane at) {
    int farthest = -1;
    double most = NEARLY;
    for (int edge = 0; edge < 3; edge++) {
      if (beyond(at, edge) > most) {
        most = beyond(at, edge);
        farthest = edge;
      }
    }
    return farthest;
  }

  static Place over(Place place, int edge) {
    Neighbour next = NEIGHBOURS[place.face][edge];
    Plane at = Plane.unit(next.sixths).times(place.at).plus(next.shift);
    return new Place(next.face, at, Math.floorMod(place.sixths + next.sixths, 6));
  }

  static int neighbour(Place place, int edge) {
    return NEIGHBOURS[place.face][edge].face;
  }

  /** The place on the face that it really is on. */
  static Place settled(Place place) {
    Place settled = place;
    for (int steps = 0; steps < 5; steps++) {
      int edge = edgeBefore(settled.at);
      if (edge < 0) {
        return settled;
      }
      settled = over(settled, edge);
    }
    return settled;
  }
}
