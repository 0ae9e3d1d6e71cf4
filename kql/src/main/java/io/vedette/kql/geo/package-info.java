/** Geometry on the sphere: points, lines, polygons and the cells of geohash, S2 and H3. */
@NullMarked
package io.vedette.kql.geo;

import org.jspecify.annotations.NullMarked;
