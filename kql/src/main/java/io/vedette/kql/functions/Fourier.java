package io.vedette.kql.functions;

/** The discrete Fourier transform of any length, after Cooley and Tukey and after Bluestein. */
final class Fourier {
  private Fourier() {}

  /** Transforms real and imaginary parts in place. */
  static void transform(double[] real, double[] imaginary) {
    int n = real.length;
    if (n < 2) {
      return;
    }
    if (Integer.bitCount(n) == 1) {
      powerOfTwo(real, imaginary);
    } else {
      anyLength(real, imaginary);
    }
  }

  /** The inverse, divided by the length. */
  static void inverse(double[] real, double[] imaginary) {
    transform(imaginary, real);
    for (int i = 0; i < real.length; i++) {
      real[i] /= real.length;
      imaginary[i] /= imaginary.length;
    }
  }

  private static void powerOfTwo(double[] real, double[] imaginary) {
    int n = real.length;
    int shift = 1 + Integer.numberOfLeadingZeros(n);
    for (int i = 0; i < n; i++) {
      int j = Integer.reverse(i) >>> shift;
      if (j > i) {
        swap(real, i, j);
        swap(imaginary, i, j);
      }
    }
    double[] cos = new double[n / 2];
    double[] sin = new double[n / 2];
    for (int k = 0; k < n / 2; k++) {
      cos[k] = Math.cos(2 * Math.PI * k / n);
      sin[k] = -Math.sin(2 * Math.PI * k / n);
    }
    // Block after block: neighbours in memory are worked on together, which long series need.
    for (int size = 2; size <= n; size *= 2) {
      for (int block = 0; block < n; block += size) {
        for (int k = 0; k < size / 2; k++) {
          int i = block + k;
          int j = i + size / 2;
          int angle = k * (n / size);
          double re = real[j] * cos[angle] - imaginary[j] * sin[angle];
          double im = real[j] * sin[angle] + imaginary[j] * cos[angle];
          real[j] = real[i] - re;
          imaginary[j] = imaginary[i] - im;
          real[i] += re;
          imaginary[i] += im;
        }
      }
    }
  }

  private static void swap(double[] values, int i, int j) {
    double value = values[i];
    values[i] = values[j];
    values[j] = value;
  }

  private static void anyLength(double[] real, double[] imaginary) {
    int n = real.length;
    int m = Integer.highestOneBit(n * 2) * 2;
    double[] cos = new double[n];
    double[] sin = new double[n];
    for (int i = 0; i < n; i++) {
      double angle = Math.PI * ((long) i * i % (2L * n)) / n;
      cos[i] = Math.cos(angle);
      sin[i] = Math.sin(angle);
    }
    double[] aRe = new double[m];
    double[] aIm = new double[m];
    double[] bRe = new double[m];
    double[] bIm = new double[m];
    for (int i = 0; i < n; i++) {
      aRe[i] = real[i] * cos[i] + imaginary[i] * sin[i];
      aIm[i] = imaginary[i] * cos[i] - real[i] * sin[i];
      int mirrored = i == 0 ? 0 : m - i;
      bRe[i] = cos[i];
      bIm[i] = sin[i];
      bRe[mirrored] = cos[i];
      bIm[mirrored] = sin[i];
    }
    powerOfTwo(aRe, aIm);
    powerOfTwo(bRe, bIm);
    for (int i = 0; i < m; i++) {
      double re = aRe[i] * bRe[i] - aIm[i] * bIm[i];
      aIm[i] = aRe[i] * bIm[i] + aIm[i] * bRe[i];
      aRe[i] = re;
    }
    powerOfTwo(aIm, aRe);
    for (int i = 0; i < n; i++) {
      double re = aRe[i] / m;
      double im = aIm[i] / m;
      real[i] = re * cos[i] + im * sin[i];
      imaginary[i] = im * cos[i] - re * sin[i];
    }
  }
}
