import EngageStatistics
import Testing

@Suite("Agreement between coders") struct AgreementTests {
  private static let all: [AgreementMeasure] = [
    .percentAgreement, .cohenKappa, .fleissKappa, .krippendorffAlpha(.nominal), .krippendorffAlpha(.ordinal),
    .krippendorffAlpha(.interval),
  ]

  @Test("Codes that are all the same leave agreement beyond chance undefined, not perfect") func constant() {
    let ratings = CoderRatings(Array(repeating: [0, 0], count: 40), categories: 2)
    #expect(ratings.value(of: .percentAgreement) == 1)
    for measure in Self.all.dropFirst() { #expect(ratings.value(of: measure) == nil) }
  }

  @Test("Full agreement with variation is 1, without an interval", arguments: all)
  func perfect(measure: AgreementMeasure) {
    let ratings = CoderRatings([[0, 0], [1, 1], [0, 0], [1, 1]], categories: 2)
    #expect(ratings.value(of: measure) == 1)
    #expect(ratings.interval(of: measure) == nil)
  }

  @Test("Without units, and with none coded twice, nothing is defined", arguments: all)
  func nothing(measure: AgreementMeasure) {
    #expect(CoderRatings([], categories: 2).value(of: measure) == nil)
    let once = CoderRatings([[0, nil], [nil, 1], [nil, nil]], categories: 2)
    #expect(once.value(of: measure) == nil)
    #expect(once.interval(of: measure) == nil)
  }

  @Test("Cohen’s κ is for two coders, Fleiss’ for as many codes of each unit") func suiting() {
    let three = CoderRatings([[0, 0, 1], [1, 1, 1]], categories: 2)
    #expect(three.value(of: .cohenKappa) == nil)
    #expect(three.value(of: .fleissKappa) != nil)
    let uneven = CoderRatings([[0, 0, nil], [1, 1, 1], [0, 1, 1]], categories: 2)
    #expect(uneven.value(of: .fleissKappa) == nil)
    #expect(uneven.coded(byAtLeast: 3).units == 2)
    #expect(uneven.coded(byAtLeast: 3).value(of: .fleissKappa) != nil)
  }

  @Test("A unit that one coder left out counts for neither κ nor α of two") func leftOut() {
    let whole = CoderRatings([[0, 0], [1, 1], [0, 1]], categories: 2)
    let more = CoderRatings([[0, 0], [nil, 1], [1, 1], [0, nil], [0, 1]], categories: 2)
    for measure in [AgreementMeasure.percentAgreement, .cohenKappa, .krippendorffAlpha(.nominal)] {
      #expect(whole.value(of: measure) == more.value(of: measure))
    }
  }

  @Test("The order of units never shows", arguments: all) func order(measure: AgreementMeasure) {
    let units: [[Int?]] = (0..<60).map { [($0 * 7) % 3, ($0 * 5) % 4 == 0 ? ($0 + 1) % 3 : ($0 * 7) % 3] }
    let one = CoderRatings(units, categories: 3)
    let other = CoderRatings(units.reversed(), categories: 3)
    #expect(one.value(of: measure) == other.value(of: measure))
    #expect(one.interval(of: measure) == other.interval(of: measure))
    #expect(one.interval(of: measure) != nil)
  }

  @Test("A seed draws the same samples, another seed others") func seeds() throws {
    let ratings = PublishedAgreementTests.disorders
    let interval = try #require(ratings.interval(of: .cohenKappa, seed: 5))
    #expect(ratings.interval(of: .cohenKappa, seed: 5) == interval)
    #expect(ratings.interval(of: .cohenKappa, seed: 6) != interval)
    #expect(interval.replicates == CoderRatings.standardReplicates)
  }

  /// Fleiss, Cohen and Everitt (1969) give the standard error of κ for large samples: 0.087 for table 18.1 of Fleiss,
  /// Levin and Paik (statsmodels 0.15, `cohens_kappa(...).std_kappa` = 0.0877), so about 0.505 to 0.848.
  @Test("The interval of κ is near that for large samples") func near() throws {
    let interval = try #require(PublishedAgreementTests.disorders.interval(of: .cohenKappa))
    #expect(abs(interval.lower - 0.505) < 0.04)
    #expect(abs(interval.upper - 0.848) < 0.04)
  }

  @Test("An interval lies around its value, a less sure one within it", arguments: all)
  func covers(measure: AgreementMeasure) throws {
    let units: [[Int?]] = (0..<100).map { [$0 % 3, $0 % 5 == 0 ? ($0 + 1) % 3 : $0 % 3] }
    let ratings = CoderRatings(units, categories: 3)
    let value = try #require(ratings.value(of: measure))
    let interval = try #require(ratings.interval(of: measure))
    #expect(interval.lower < value)
    #expect(interval.upper > value)
    let narrow = try #require(ratings.interval(of: measure, confidence: 0.5))
    #expect(narrow.lower > interval.lower)
    #expect(narrow.upper < interval.upper)
  }
}
