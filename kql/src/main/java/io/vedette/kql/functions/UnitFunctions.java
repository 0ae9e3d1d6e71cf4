package io.vedette.kql.functions;

import static io.vedette.kql.functions.Parameter.real;
import static io.vedette.kql.functions.Parameter.string;
import static io.vedette.kql.types.ScalarType.REAL;
import static io.vedette.kql.types.ScalarType.STRING;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Quantities from one unit to another; unknown units give null. Source: Kusto documentation,
 * "convert_angle()" and its siblings; factors after the SI brochure and the international yard and
 * pound agreement.
 */
final class UnitFunctions {
  private UnitFunctions() {}

  private static final double FOOT = 0.3048;
  private static final double MILE = 1609.344;
  private static final double GRAVITY = 9.80665;
  private static final double POUND = 0.45359237;

  /** How many base units make one unit. */
  private static final class Units {
    private final Map<String, Double> factors = new LinkedHashMap<>();

    Units add(String name, double factor) {
      factors.put(name, factor);
      return this;
    }

    /** The unit with the decimal prefixes. */
    Units scaled(String name, double factor) {
      String lower = name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
      add(name, factor);
      add("Nano" + lower, factor * 1e-9);
      add("Micro" + lower, factor * 1e-6);
      add("Milli" + lower, factor * 1e-3);
      add("Centi" + lower, factor * 1e-2);
      add("Deci" + lower, factor * 1e-1);
      add("Deca" + lower, factor * 10);
      add("Hecto" + lower, factor * 1e2);
      add("Kilo" + lower, factor * 1e3);
      add("Mega" + lower, factor * 1e6);
      add("Giga" + lower, factor * 1e9);
      add("Tera" + lower, factor * 1e12);
      return add("Peta" + lower, factor * 1e15);
    }

    @Nullable Double convert(double value, String from, String to) {
      Double factor = factors.get(from);
      Double divisor = factors.get(to);
      return factor == null || divisor == null ? null : (Double) (value * factor / divisor);
    }
  }

  static List<ScalarFunction> all() {
    List<ScalarFunction> functions = new ArrayList<>();
    functions.add(convert("convert_angle", "An angle", angle()));
    functions.add(convert("convert_energy", "An energy", energy()));
    functions.add(convert("convert_force", "A force", force()));
    functions.add(convert("convert_length", "A length", length()));
    functions.add(convert("convert_mass", "A mass", mass()));
    functions.add(convert("convert_speed", "A speed", speed()));
    functions.add(convert("convert_volume", "A volume", volume()));
    functions.add(
        convert("convert_temperature", "A temperature", UnitFunctions::convertTemperature));
    return functions;
  }

  /** Converts a value between units of these names; null when one is unknown. */
  @FunctionalInterface
  private interface Conversion {
    @Nullable Double convert(double value, String from, String to);
  }

  private static ScalarFunction convert(String name, String what, Units units) {
    return convert(name, what, units::convert);
  }

  private static ScalarFunction convert(String name, String what, Conversion conversion) {
    JavaFunction function =
        JavaFunction.of(
            "kql_" + name,
            REAL,
            a ->
                a[0] == null
                    ? null
                    : conversion.convert(
                        (Double) a[0], JavaFunction.text(a[1]), JavaFunction.text(a[2])),
            REAL,
            STRING,
            STRING);
    return ScalarFunction.java(
        name,
        what + " from one unit in another, null for unknown units.",
        function,
        real("value"),
        string("from"),
        string("to"));
  }

  private static Units angle() {
    double degree = Math.PI / 180;
    return new Units()
        .add("Degree", degree)
        .add("Arcminute", degree / 60)
        .add("Arcsecond", degree / 3600)
        .add("Gradian", Math.PI / 200)
        .add("Revolution", 2 * Math.PI)
        .add("Tilt", Math.PI / 2)
        .add("NatoMil", 2 * Math.PI / 6400)
        .add("Radian", 1)
        .add("Centiradian", 1e-2)
        .add("Deciradian", 1e-1)
        .add("Milliradian", 1e-3)
        .add("Microradian", 1e-6)
        .add("Nanoradian", 1e-9)
        .add("Microdegree", degree * 1e-6)
        .add("Millidegree", degree * 1e-3)
        .add("Nanodegree", degree * 1e-9);
  }

  private static Units energy() {
    return new Units()
        .scaled("Joule", 1)
        .scaled("WattHour", 3600)
        .scaled("WattDay", 86_400)
        .scaled("Calorie", 4.184)
        .scaled("BritishThermalUnit", 1055.05585262)
        .scaled("ElectronVolt", 1.602176565e-19)
        .add("Erg", 1e-7)
        .add("FootPound", 1.355817948)
        .add("HorsepowerHour", 2.6845195377e6)
        .add("ThermEc", 105_505_585.262)
        .add("ThermImperial", 105_505_585.257_348)
        .add("ThermUs", 105_480_400);
  }

  private static Units force() {
    return new Units()
        .scaled("Newton", 1)
        .add("Dyn", 1e-5)
        .add("KilogramForce", GRAVITY)
        .add("KiloPond", GRAVITY)
        .add("TonneForce", GRAVITY * 1000)
        .add("PoundForce", POUND * GRAVITY)
        .add("KilopoundForce", POUND * GRAVITY * 1000)
        .add("OunceForce", POUND * GRAVITY / 16)
        .add("Poundal", POUND * FOOT)
        .add("ShortTonForce", POUND * GRAVITY * 2000);
  }

  private static Units length() {
    return new Units()
        .scaled("Meter", 1)
        .add("Angstrom", 1e-10)
        .add("AstronomicalUnit", 1.495978707e11)
        .add("Chain", FOOT * 66)
        .add("DataMile", FOOT * 6000)
        .add("Fathom", FOOT * 6)
        .add("Foot", FOOT)
        .add("Hand", FOOT / 3)
        .add("Inch", FOOT / 12)
        .add("Microinch", FOOT / 12e6)
        .add("Mil", FOOT / 12_000)
        .add("LightYear", 9.4607304725808e15)
        .add("Mile", MILE)
        .add("NauticalMile", 1852)
        .add("Parsec", 3.08567758128e16)
        .add("KilolightYear", 9.4607304725808e18)
        .add("Kiloparsec", 3.08567758128e19)
        .add("Megaparsec", 3.08567758128e22)
        .add("Shackle", FOOT * 90)
        .add("SolarRadius", 6.95510e8)
        .add("Twip", FOOT / 12 / 1440)
        .add("UsSurveyFoot", 1200.0 / 3937)
        .add("Yard", FOOT * 3);
  }

  private static Units mass() {
    return new Units()
        .scaled("Gram", 1e-3)
        .add("Tonne", 1e3)
        .add("Kilotonne", 1e6)
        .add("Megatonne", 1e9)
        .add("Grain", POUND / 7000)
        .add("Ounce", POUND / 16)
        .add("Pound", POUND)
        .add("Kilopound", POUND * 1000)
        .add("Megapound", POUND * 1e6)
        .add("Stone", POUND * 14)
        .add("Slug", POUND * GRAVITY / FOOT)
        .add("ShortTon", POUND * 2000)
        .add("ShortHundredweight", POUND * 100)
        .add("LongTon", POUND * 2240)
        .add("LongHundredweight", POUND * 112)
        .add("EarthMass", 5.9722e24)
        .add("SolarMass", 1.98947e30);
  }

  private static Units speed() {
    Units units = new Units();
    Map<String, Double> times = Map.of("Second", 1.0, "Minute", 60.0, "Hour", 3600.0);
    Map<String, Double> lengths =
        Map.of(
            "Meters", 1.0,
            "Centimeters", 1e-2,
            "Decimeters", 1e-1,
            "Kilometers", 1e3,
            "Micrometers", 1e-6,
            "Millimeters", 1e-3,
            "Nanometers", 1e-9,
            "Feet", FOOT,
            "Inches", FOOT / 12,
            "Yards", FOOT * 3);
    lengths.forEach(
        (length, meters) ->
            times.forEach(
                (time, seconds) -> {
                  String singular =
                      switch (length) {
                        case "Feet" -> "Foot";
                        case "Inches" -> "Inch";
                        default -> length.substring(0, length.length() - 1);
                      };
                  units.add(singular + "Per" + time, meters / seconds);
                }));
    return units.add("Knot", 1852.0 / 3600).add("MilePerHour", MILE / 3600).add("Mach", 340.29);
  }

  private static Units volume() {
    double gallon = 3.785411784e-3;
    double imperialGallon = 4.54609e-3;
    return new Units()
        .add("CubicMeter", 1)
        .add("CubicCentimeter", 1e-6)
        .add("CubicDecimeter", 1e-3)
        .add("CubicHectometer", 1e6)
        .add("CubicKilometer", 1e9)
        .add("CubicMicrometer", 1e-18)
        .add("CubicMillimeter", 1e-9)
        .add("CubicFoot", FOOT * FOOT * FOOT)
        .add("CubicInch", FOOT * FOOT * FOOT / 1728)
        .add("CubicMile", MILE * MILE * MILE)
        .add("CubicYard", FOOT * FOOT * FOOT * 27)
        .add("AcreFoot", 1233.48183754752)
        .scaled("Liter", 1e-3)
        .add("UsGallon", gallon)
        .add("UsQuart", gallon / 4)
        .add("UsPint", gallon / 8)
        .add("UsLegalCup", 2.4e-4)
        .add("UsCustomaryCup", gallon / 16)
        .add("UsOunce", gallon / 128)
        .add("UsTablespoon", gallon / 256)
        .add("UsTeaspoon", gallon / 768)
        .add("UsBeerBarrel", gallon * 31)
        .add("OilBarrel", gallon * 42)
        .add("BoardFoot", FOOT * FOOT * FOOT / 12)
        .add("ImperialGallon", imperialGallon)
        .add("ImperialQuart", imperialGallon / 4)
        .add("ImperialPint", imperialGallon / 8)
        .add("ImperialOunce", imperialGallon / 160)
        .add("ImperialBeerBarrel", imperialGallon * 36)
        .add("MetricCup", 2.5e-4)
        .add("MetricTeaspoon", 5e-6)
        .add("AuTablespoon", 2e-5)
        .add("UkTablespoon", 1.5e-5);
  }

  private static @Nullable Double convertTemperature(double value, String from, String to) {
    Double kelvin =
        switch (from) {
          case "Kelvin" -> (Double) value;
          case "MillidegreeCelsius" -> (Double) (value / 1000 + 273.15);
          case "DegreeCelsius" -> (Double) (value + 273.15);
          case "DegreeFahrenheit" -> (Double) ((value + 459.67) * 5 / 9);
          case "DegreeRankine" -> (Double) (value * 5 / 9);
          case "DegreeDelisle" -> (Double) (373.15 - value * 2 / 3);
          case "DegreeNewton" -> (Double) (value * 100 / 33 + 273.15);
          case "DegreeReaumur" -> (Double) (value * 5 / 4 + 273.15);
          case "DegreeRoemer" -> (Double) ((value - 7.5) * 40 / 21 + 273.15);
          case "SolarTemperature" -> (Double) (value * 5778);
          default -> null;
        };
    if (kelvin == null) {
      return null;
    }
    double k = kelvin;
    return switch (to) {
      case "Kelvin" -> (Double) k;
      case "MillidegreeCelsius" -> (Double) ((k - 273.15) * 1000);
      case "DegreeCelsius" -> (Double) (k - 273.15);
      case "DegreeFahrenheit" -> (Double) (k * 9 / 5 - 459.67);
      case "DegreeRankine" -> (Double) (k * 9 / 5);
      case "DegreeDelisle" -> (Double) ((373.15 - k) * 3 / 2);
      case "DegreeNewton" -> (Double) ((k - 273.15) * 33 / 100);
      case "DegreeReaumur" -> (Double) ((k - 273.15) * 4 / 5);
      case "DegreeRoemer" -> (Double) ((k - 273.15) * 21 / 40 + 7.5);
      case "SolarTemperature" -> (Double) (k / 5778);
      default -> null;
    };
  }
}
