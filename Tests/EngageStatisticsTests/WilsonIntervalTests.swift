import EngageStatistics
import Testing

@Suite("Wilson's interval") struct WilsonIntervalTests {
  /// Newcombe (1998), "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17,
  /// table I, method 3, to four places.
  @Test(
    "Newcombe's published intervals come out",
    arguments: [
      (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718),
    ] as [(Int, Int, Double, Double)])
  func newcombe(successes: Int, trials: Int, lower: Double, upper: Double) throws {
    let interval = try #require(WilsonInterval(successes: successes, of: trials))
    #expect(abs(interval.lower - lower) <= 0.00005)
    #expect(abs(interval.upper - upper) <= 0.00005)
  }

  /// scipy 1.17: `binomtest(x, n).proportion_ci(confidence, method="wilson")`.
  @Test(
    "SciPy's intervals come out to 12 digits",
    arguments: [
      (81, 263, 0.99, 0.24013690268760768, 0.3852825023182298),
      (15, 148, 0.95, 0.06238639953073629, 0.16048724172330803), (0, 20, 0.99, 0, 0.2491054010987534),
      (29, 29, 0.95, 0.8830302015002592, 1), (61, 147, 0.95, 0.3384723974952771, 0.49579067450459263),
    ] as [(Int, Int, Double, Double, Double)])
  func scipy(successes: Int, trials: Int, confidence: Double, lower: Double, upper: Double) throws {
    let interval = try #require(WilsonInterval(successes: successes, of: trials, confidence: confidence))
    #expect(isClose(interval.lower, lower))
    #expect(isClose(interval.upper, upper))
  }

  @Test("No success gives a lower bound of exactly 0, no failure an upper bound of exactly 1") func ends()
    throws
  {
    for trials in [1, 2, 7, 147, 1_000_000] {
      #expect(try #require(WilsonInterval(successes: 0, of: trials)).lower == 0)
      #expect(try #require(WilsonInterval(successes: trials, of: trials)).upper == 1)
    }
  }

  @Test("When everybody answered, the interval is the share itself") func census() throws {
    let interval = try #require(WilsonInterval(successes: 61, of: 147, population: 147))
    #expect(interval.lower == 61.0 / 147)
    #expect(interval.upper == 61.0 / 147)
  }

  @Test("61 of 100 out of 147 people count for 310.6 independent answers") func finitePopulation() throws {
    // mpmath at 40 digits, Wilson's formula with n = 100 × 146 ÷ 47
    let interval = try #require(WilsonInterval(successes: 61, of: 100, population: 147))
    #expect(isClose(interval.lower, 0.55473210369186921))
    #expect(isClose(interval.upper, 0.66258053433159351))
  }

  @Test("A small population narrows the interval, a huge one does not") func population() throws {
    let unlimited = try #require(WilsonInterval(successes: 30, of: 100))
    let small = try #require(WilsonInterval(successes: 30, of: 100, population: 147))
    let huge = try #require(WilsonInterval(successes: 30, of: 100, population: 1_000_000_000_000))
    #expect(small.lower > unlimited.lower && small.upper < unlimited.upper)
    #expect(isClose(huge.lower, unlimited.lower, within: 1e-9))
  }

  @Test("There is no interval for what cannot be") func impossible() {
    #expect(WilsonInterval(successes: 0, of: 0) == nil)
    #expect(WilsonInterval(successes: 3, of: 2) == nil)
    #expect(WilsonInterval(successes: -1, of: 2) == nil)
    #expect(WilsonInterval(successes: 1, of: 2, population: 1) == nil)
    #expect(WilsonInterval(successes: 1, of: 2, confidence: 1) == nil)
    #expect(WilsonInterval(successes: 1, of: 2, confidence: .nan) == nil)
  }
}
