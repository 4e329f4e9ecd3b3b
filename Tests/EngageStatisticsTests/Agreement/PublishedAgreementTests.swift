import EngageStatistics
import Testing

/// The examples that the authors of each measure published.
@Suite("Published examples of agreement between coders") struct PublishedAgreementTests {
  /// Two coders as a square table: how many units the first put into the row's and the second into the column's.
  static func ratings(_ table: [[Int]]) -> CoderRatings {
    var rows: [[Int]: Int] = [:]
    for (one, counts) in table.enumerated() {
      for (other, count) in counts.enumerated() { rows[[one, other]] = count }
    }
    return CoderRatings(counted: rows, coders: 2, categories: table.count)
  }

  /// Fleiss, Levin and Paik (2003), *Statistical Methods for Rates and Proportions*, table 18.1: psychotic, neurotic
  /// and organic disorders by two raters; κ = 0.68 there (0.23 ÷ 0.34).
  static let disorders = ratings([[75, 1, 4], [5, 4, 1], [0, 0, 10]])

  /// Cohen (1968), "Weighted kappa", table 1: personality disorder, neurosis, psychosis; N = 200, κ = .492 and, with
  /// these weights, .348.
  static let diagnoses = ratings([[88, 14, 18], [10, 40, 10], [2, 6, 12]])

  @Test("Cohen’s κ: 0.676 for the two raters of Fleiss, Levin and Paik, 0.492 for Cohen’s own") func cohen()
    throws
  {
    #expect(Self.disorders.value(of: .percentAgreement) == 0.89)
    #expect(isClose(try #require(Self.disorders.value(of: .cohenKappa)), 0.23 / 0.34))
    #expect(abs(try #require(Self.diagnoses.value(of: .cohenKappa)) - 0.492) < 0.0005)
  }

  @Test("Weighted κ: 0.348 with Cohen’s weights") func weighted() throws {
    let weights: [[Double]] = [[0, 1, 3], [1, 0, 6], [3, 6, 0]]
    #expect(abs(try #require(Self.diagnoses.value(of: .weightedKappa(weights: weights))) - 0.348) < 0.0005)
    let plain: [[Double]] = [[0, 1, 1], [1, 0, 1], [1, 1, 0]]
    let unweighted = try #require(Self.diagnoses.value(of: .cohenKappa))
    #expect(isClose(try #require(Self.diagnoses.value(of: .weightedKappa(weights: plain))), unweighted))
  }

  /// Fleiss (1971), table 1: 30 subjects, six psychiatrists each, five diagnoses (depression, personality disorder,
  /// schizophrenia, neurosis, other); κ = .430.
  @Test("Fleiss’ κ: 0.430 for his psychiatrists") func fleiss() throws {
    let table = """
      00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031
      00501 30012 51000 02040 10203 00006 01050 02013 20040 10041 05010 40002 02040 10500 00006
      """
    let units = table.split(whereSeparator: \.isWhitespace).map { row -> [Int?] in
      row.enumerated().flatMap { category, digit in
        Array(repeating: category, count: digit.wholeNumberValue ?? 0)
      }
    }
    let ratings = CoderRatings(units, categories: 5)
    #expect(ratings.units == 30)
    #expect(abs(try #require(ratings.value(of: .fleissKappa)) - 0.430) < 0.0005)
    // statsmodels 0.15: fleiss_kappa.
    #expect(isClose(try #require(ratings.value(of: .fleissKappa)), 0.43024452006014074))
  }

  /// Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability", section C: four observers, twelve units.
  static let observers = ratings(
    ofCoders: """
      123321412...
      1233224125.3
      .3332342251.
      12332441251.
      """)

  /// A line for each coder, a digit for each unit, a point where the coder did not code it.
  private static func ratings(ofCoders text: String) -> CoderRatings {
    let lines = text.split(separator: "\n").map { line in line.map { $0.wholeNumberValue.map { $0 - 1 } } }
    return CoderRatings(lines[0].indices.map { unit in lines.map { $0[unit] } }, categories: 5)
  }

  /// To three places as published, to 12 digits as the Python package krippendorff 0.9 has them.
  @Test(
    "Krippendorff’s α: 0.743 nominal, 0.815 ordinal, 0.849 interval for his four observers",
    arguments: [
      (.nominal, 0.743, 0.743421052631579), (.ordinal, 0.815, 0.8153875037548814),
      (.interval, 0.849, 0.8491071428571428),
    ] as [(CategoryDifference, Double, Double)])
  func krippendorff(difference: CategoryDifference, published: Double, digits: Double) throws {
    let alpha = try #require(Self.observers.value(of: .krippendorffAlpha(difference)))
    #expect(abs(alpha - published) < 0.0005)
    #expect(isClose(alpha, digits))
  }

  /// The same paper, sections A and B: two observers with binary data, α = 0.095; with nominal data, α = 0.692.
  @Test("Krippendorff’s α: 0.095 for two observers with yes and no, 0.692 with five categories") func two()
    throws
  {
    let binary = zip("0100000010", "1110010000").map { [$0.0.wholeNumberValue, $0.1.wholeNumberValue] }
    let yes = CoderRatings(binary, categories: 2).value(of: .krippendorffAlpha(.nominal))
    #expect(abs(try #require(yes) - 0.095) < 0.0005)
    let letters = Array("abcde")
    let nominal = zip("aabbdcccedda", "babbbccceddd").map {
      [letters.firstIndex(of: $0.0), letters.firstIndex(of: $0.1)]
    }
    let five = CoderRatings(nominal, categories: 5).value(of: .krippendorffAlpha(.nominal))
    #expect(abs(try #require(five) - 0.692) < 0.0005)
  }

  /// Sets of themes, 1 − Jaccard apart; krippendorff 0.9 with the same differences.
  @Test("Krippendorff’s α with given differences is the Python package’s") func given() throws {
    let differences: [[Double]] = [
      [0, 1, 1, 1], [1, 0, 0.5, 1], [1, 0.5, 0, 0.5], [1, 1, 0.5, 0],
    ]
    let ratings = CoderRatings(
      [[0, 0], [1, 2], [2, 2], [3, 0], [1, 1], [2, 3], [3, 3], [nil, 1]], categories: 4)
    let alpha = try #require(ratings.value(of: .krippendorffAlpha(.given(differences))))
    #expect(isClose(alpha, 0.5593220338983051))
  }
}
