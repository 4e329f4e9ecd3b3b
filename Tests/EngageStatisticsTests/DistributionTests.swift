import EngageStatistics
import Testing

/// Figures to 18 digits from mpmath 1.3 at 60 digits: `gammainc(df/2, x/2, inf, regularized=True)` and `erfc`.
@Suite("Distributions") struct DistributionTests {
  @Test(
    "The upper tail of chi-squared keeps 12 digits, however small it is",
    arguments: [
      (1, 3.841458820694124, 0.0500000000000000574), (1, 0.001, 0.974772879369960388),
      (2, 1.5, 0.472366552741014707), (3, 0.5, 0.918891411654675859), (4, 67.379, 8.11024720704154126e-14),
      (4, 73.0, 5.27573142167305038e-15), (7, 0.001, 0.999999999999759795),
      (16, 1074.3693672044035, 1.31152517799485109e-218), (20, 17.48, 0.621621246193765482),
      (33, 51.22180410890419, 0.0224344124816167177), (1, 200, 2.08848758376254476e-45),
      (1, 1400, 2.1010145162642175e-306), (201, 202, 0.466910867532184105),
      (300, 1000, 3.72932048556800238e-76), (999, 3000, 9.47797307516922662e-199),
      (1000, 700, 0.999999999999971096), (1000, 1000, 0.494052853829239642),
      (1000, 1400, 7.03214564182858948e-16), (100_000, 101_000, 0.0128688403772336699),
    ] as [(Int, Double, Double)])
  func chiSquaredUpperTail(degreesOfFreedom: Int, x: Double, tail: Double) {
    let computed = ChiSquaredDistribution(degreesOfFreedom: degreesOfFreedom).upperTail(x)
    #expect(isClose(computed, tail))
  }

  @Test(
    "The lower tail of chi-squared keeps 12 digits",
    arguments: [
      (1, 0.001, 0.0252271206300396117), (7, 0.001, 2.40204905189768993e-13), (3, 0.5, 0.0811085883453241406),
      (1000, 700, 2.89035993956119556e-14), (201, 202, 0.533089132467815895),
    ] as [(Int, Double, Double)])
  func chiSquaredLowerTail(degreesOfFreedom: Int, x: Double, tail: Double) {
    let computed = ChiSquaredDistribution(degreesOfFreedom: degreesOfFreedom).lowerTail(x)
    #expect(isClose(computed, tail))
  }

  @Test("The ends of chi-squared are exact") func chiSquaredEnds() {
    let distribution = ChiSquaredDistribution(degreesOfFreedom: 5)
    #expect(distribution.upperTail(0) == 1)
    #expect(distribution.lowerTail(0) == 0)
    #expect(distribution.upperTail(-1) == 1)
    #expect(distribution.upperTail(.infinity) == 0)
    #expect(distribution.upperTail(1e6) == 0)
  }

  @Test(
    "The normal distribution keeps 12 digits in its tail",
    arguments: [
      (-10, 7.61985302416052607e-24), (-1.96, 0.0249978951482204362), (0, 0.5), (0.5, 0.691462461274013104),
      (3, 0.998650101968369905),
    ] as [(Double, Double)])
  func normal(z: Double, lower: Double) {
    #expect(isClose(NormalDistribution.lowerTail(z), lower))
    #expect(isClose(NormalDistribution.upperTail(-z), lower))
  }

  @Test(
    "The normal quantile keeps 14 digits",
    arguments: [
      (1e-300, -37.0470962993611992), (1e-20, -9.26234008979840758), (0.001, -3.09023230616781354),
      (0.025, -1.95996398454005421), (0.3, -0.524400512708040816), (0.5, 0), (0.9, 1.28155156554460059),
      (0.975, 1.95996398454005386), (0.995, 2.57582930354890045),
    ] as [(Double, Double)])
  func normalQuantile(p: Double, z: Double) {
    #expect(isClose(NormalDistribution.quantile(p), z, within: 1e-14))
  }

  @Test("The normal quantile is infinite at the ends and no number outside") func normalQuantileEnds() {
    #expect(NormalDistribution.quantile(0) == -.infinity)
    #expect(NormalDistribution.quantile(1) == .infinity)
    #expect(NormalDistribution.quantile(1.1).isNaN)
  }

  @Test(
    "Log-factorials are right to the last digits up to a million",
    arguments: [
      (0, 0), (1, 0), (2, 0.69314718055994530942), (10, 15.104412573075515295), (170, 706.57306224578734711),
      (171, 711.71472580229000695), (1000, 5912.1281784881633489), (1_000_000, 12815518.384658169624),
    ] as [(Int, Double)])
  func logFactorials(n: Int, logarithm: Double) {
    #expect(isClose(logFactorial(n), logarithm, within: 1e-15))
  }
}

/// Whether a result equals the published figure but for a relative error.
func isClose(_ computed: Double, _ published: Double, within tolerance: Double = 1e-12) -> Bool {
  abs(computed - published) <= tolerance * abs(published)
}
