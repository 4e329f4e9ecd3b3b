import EngageStatistics
import Testing

@Suite("McNemar's test") struct McNemarTestTests {
  /// Airway hyper-responsiveness of 21 children before and after stem cell transplantation: Bentur et al. (2009), as in
  /// Fagerland, Lydersen and Laake (2014), Statistics in Medicine 33: exact p 0.0703, asymptotic 0.0339, difference
  /// 0.286, Newcombe's interval 0.026 to 0.507. Further digits: statsmodels 0.14 `mcnemar`, and the formula in Python.
  @Test("The published example of 21 children") func children() throws {
    let test = try #require(McNemarTest(both: 1, gained: 7, lost: 1, neither: 12))
    #expect(test.chiSquared == 4.5)
    #expect(isClose(try #require(test.p), 0.033894853524689295))
    #expect(isClose(try #require(test.exactP), 0.0703125))
    #expect(isClose(test.difference, 2.0 / 7))
    #expect(isClose(test.interval.lower, 0.02555912416485978))
    #expect(isClose(test.interval.upper, 0.506920226686141))
  }

  /// Newcombe (1998), table II: 0.0569 to 0.3404 for 36, 12, 2 and 0 by method 10.
  @Test("Newcombe's published interval with an empty cell") func newcombe() throws {
    let interval = try #require(McNemarTest(both: 36, gained: 12, lost: 2, neither: 0)).interval
    #expect(isClose(interval.lower, 0.05692958400323869))
    #expect(isClose(interval.upper, 0.3404276029749407))
  }

  /// Approval of a prime minister, asked twice: Agresti (2002), *Categorical Data Analysis*, table 10.1: 794, 150, 86,
  /// 570; R's `?mcnemar.test`. p by statsmodels 0.14 without continuity correction.
  @Test("The published example of 1,600 voters") func voters() throws {
    let test = try #require(McNemarTest(both: 794, gained: 86, lost: 150, neither: 570))
    #expect(isClose(try #require(test.chiSquared), 17.35593220338983))
    #expect(isClose(try #require(test.p), 3.099293441045215e-05))
    #expect(isClose(try #require(test.exactP), 3.7159361395713866e-05, within: 1e-9))
    #expect(isClose(test.difference, -0.04))
    #expect(isClose(test.interval.lower, -0.058703872895728836))
    #expect(isClose(test.interval.upper, -0.021230423982877014))
  }

  @Test("Where nobody changed there is a difference of none and no p") func unchanged() throws {
    let test = try #require(McNemarTest(both: 10, gained: 0, lost: 0, neither: 5))
    #expect(test.chiSquared == nil && test.p == nil && test.exactP == nil)
    #expect(test.difference == 0)
    #expect(test.interval.lower < 0 && test.interval.upper > 0)
    #expect(McNemarTest(both: 0, gained: 0, lost: 0, neither: 0) == nil)
  }
}
