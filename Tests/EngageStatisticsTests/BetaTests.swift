import Testing

@testable import EngageStatistics

@Suite("The beta and Student's t distributions") struct BetaTests {
  /// mpmath at 40 digits: `betainc(a, b, 0, x, regularized=True)`.
  @Test(
    "The incomplete beta function keeps 12 digits",
    arguments: [
      (0.5, 0.5, 0.3, 0.369010119565545383), (2, 3, 0.4, 0.5248), (1, 144, 0.02, 0.945480118939011891),
      (30, 0.5, 0.97, 0.178217544970241542), (150.5, 2.25, 0.99, 0.626619983834378128),
      (1, 20, 1e-06, 0.0000199998100011399952), (500, 700, 0.45, 0.990094777521568355),
      (2.5, 1000.5, 0.001, 0.151339655315967749),
    ] as [(Double, Double, Double, Double)])
  func beta(a: Double, b: Double, x: Double, share: Double) {
    #expect(isClose(IncompleteBeta.lower(a, b, x), share, within: 2e-12))
    #expect(isClose(IncompleteBeta.quantile(a, b, share), x, within: 1e-11))
  }

  @Test("The ends of the beta distribution are exact, and nonsense is no number") func ends() {
    #expect(IncompleteBeta.lower(2, 3, 0) == 0)
    #expect(IncompleteBeta.lower(2, 3, 1) == 1)
    #expect(IncompleteBeta.quantile(2, 3, 0) == 0)
    #expect(IncompleteBeta.quantile(2, 3, 1) == 1)
    #expect(IncompleteBeta.lower(0, 3, 0.5).isNaN)
    #expect(IncompleteBeta.lower(2, 3, 1.5).isNaN)
    #expect(IncompleteBeta.quantile(2, 3, -0.1).isNaN)
  }

  /// scipy 1.17: `t.ppf(p, df)`.
  @Test(
    "SciPy's quantiles of t come out",
    arguments: [
      (1, 0.975, 12.706204736174694), (2, 0.95, 2.9199855803537242), (5, 0.975, 2.5705818356363146),
      (11, 0.975, 2.200985160091639), (11, 0.025, -2.2009851600916392), (30.5, 0.9, 1.309931316030375),
      (143, 0.975, 1.976692197929798), (1000, 0.995, 2.580754698065951),
    ] as [(Double, Double, Double)])
  func student(degrees: Double, p: Double, t: Double) {
    #expect(isClose(StudentDistribution(degreesOfFreedom: degrees).quantile(p), t, within: 1e-11))
  }

  @Test("The middle of t is 0, its ends are infinite") func studentEnds() {
    let distribution = StudentDistribution(degreesOfFreedom: 4)
    #expect(distribution.quantile(0.5) == 0)
    #expect(distribution.quantile(0) == -.infinity)
    #expect(distribution.quantile(1) == .infinity)
    #expect(distribution.quantile(2).isNaN)
  }
}

@Suite("Clopper and Pearson's interval") struct ClopperPearsonTests {
  /// scipy 1.17: `binomtest(x, n).proportion_ci(confidence, method="exact")`; where numbers are not whole,
  /// `beta.ppf`.
  @Test(
    "SciPy's intervals come out",
    arguments: [
      (0, 20, 0.95, 0.0, 0.16843347098308548), (1, 29, 0.95, 0.0008726468835971072, 0.17764429548841465),
      (15, 148, 0.95, 0.05784401008344801, 0.16165049034947895), (29, 29, 0.95, 0.8805551309302788, 1.0),
      (3, 1200, 0.9, 0.0006817455504640572, 0.006448592460510418),
      (61, 147, 0.99, 0.31114668040595056, 0.5244387518686507),
      (1.3, 87.4, 0.95, 0.0007780170697858139, 0.06772834171950179),
      (0.2, 31.5, 0.9, 6.392266337736186e-09, 0.10184688333875984),
    ] as [(Double, Double, Double, Double, Double)])
  func scipy(successes: Double, trials: Double, confidence: Double, lower: Double, upper: Double) throws {
    let interval = try #require(
      ClopperPearsonInterval(successes: successes, of: trials, confidence: confidence))
    #expect(isClose(interval.lower, lower, within: 1e-9))
    #expect(isClose(interval.upper, upper, within: 1e-9))
  }

  @Test("There is no interval for what cannot be") func impossible() {
    #expect(ClopperPearsonInterval(successes: 0, of: 0) == nil)
    #expect(ClopperPearsonInterval(successes: 3, of: 2) == nil)
    #expect(ClopperPearsonInterval(successes: -1, of: 2) == nil)
    #expect(ClopperPearsonInterval(successes: 1, of: 2, confidence: 1) == nil)
    #expect(ClopperPearsonInterval(successes: 1, of: .infinity) == nil)
  }
}
