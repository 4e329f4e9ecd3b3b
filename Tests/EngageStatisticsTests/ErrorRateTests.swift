import EngageStatistics
import Testing

@Suite("The error rate of a batch, from a sample") struct ErrorRateTests {
  typealias Form = ErrorRate.Form

  /// Worked by hand: forms of 10 fields with chances 1/2 and 1/4 and 1 and 0 errors speak for 2 and 4 forms.
  @Test("Each form speaks for 1 ÷ chance forms") func weighted() throws {
    let rate = try #require(
      ErrorRate([Form(fields: 10, errors: 1, chance: 0.5), Form(fields: 10, errors: 0, chance: 0.25)]))
    #expect(abs(rate.rate - 2.0 / 60) < 1e-15)
    // Residuals ÷ chance: (1 − 1/3)·2 = 4/3, −(1/3)·4 = −4/3; weights 1/2, 3/4; centre −4/15;
    // sum of squares 1/2·(24/15)² + 3/4·(16/15)² = 2.13333; times 2, ÷ 60².
    let variance = 2 * (0.5 * 2.56 + 0.75 * 256.0 / 225) / 3600
    #expect(abs(rate.standardError - variance.squareRoot()) < 1e-15)
  }

  @Test("Where all forms were checked the rate is what was found, without doubt") func census() throws {
    let rate = try #require(
      ErrorRate([Form(fields: 12, errors: 1, chance: 1), Form(fields: 8, errors: 0, chance: 1)]))
    #expect(rate.rate == 0.05)
    #expect(rate.standardError == 0)
    #expect(rate.interval().lower == 0.05 && rate.interval().upper == 0.05)
    #expect(rate.upperBound() == 0.05)
  }

  /// 10 forms of 12 fields with chance 0.2 without an error count for 10·12 ÷ 0.8 = 150 fields, times
  /// (t₁₁₉ ÷ t₉)²: scipy 1.17, `beta.ppf(0.95, 1, 150 * (t.ppf(.975, 119) / t.ppf(.975, 9)) ** 2)`.
  @Test("Where no error was found, an error rate is still possible") func none() throws {
    let rate = try #require(
      ErrorRate((0..<10).map { _ in Form(fields: 12, errors: 0, chance: 0.2) }))
    #expect(rate.rate == 0)
    #expect(rate.interval().lower == 0)
    #expect(isClose(rate.upperBound(), 0.025729723304457486, within: 1e-9))
  }

  @Test("Errors that come together on a form tell less than errors that are spread") func clustered() throws {
    let spread = try #require(
      ErrorRate((0..<12).map { Form(fields: 12, errors: $0 < 6 ? 1 : 0, chance: 0.2) }))
    let together = try #require(
      ErrorRate((0..<12).map { Form(fields: 12, errors: $0 == 0 ? 6 : 0, chance: 0.2) }))
    #expect(spread.rate == together.rate)
    #expect(together.effectiveFields < spread.effectiveFields / 2)
    #expect(together.upperBound() > spread.upperBound())
  }

  @Test("Draws are independent: two of them tell as much as their forms") func draws() throws {
    let forms = (0..<24).map {
      Form(fields: 12, errors: $0 % 8 == 0 ? 1 : 0, chance: 0.2, draw: $0 % 2)
    }
    let both = try #require(ErrorRate(forms))
    let one = try #require(ErrorRate(forms.filter { $0.draw == 0 }))
    #expect(both.effectiveFields > one.effectiveFields)
    #expect(both.forms == 24)
  }

  @Test("One form alone gives a rate, and the widest of bounds") func single() throws {
    let rate = try #require(ErrorRate([Form(fields: 12, errors: 0, chance: 0.1)]))
    #expect(rate.rate == 0)
    #expect(rate.upperBound() > 0.15)
  }

  @Test("There is no rate of nothing, nor with a chance that cannot be") func impossible() {
    #expect(ErrorRate([]) == nil)
    #expect(ErrorRate([Form(fields: 0, errors: 0, chance: 0.5)]) == nil)
    #expect(ErrorRate([Form(fields: 5, errors: 0, chance: 0)]) == nil)
    #expect(ErrorRate([Form(fields: 5, errors: 6, chance: 0.5)]) == nil)
  }

  /// How a simulated batch goes wrong.
  struct Batch: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var forms: Int
    var drawn: Int
    /// For a form of the given size (1 to 6): the share of its 12 fields that is wrong.
    var errorRate: @Sendable (Double) -> Double
    /// A typist who slips: such a share of forms has three times as many errors.
    var slips = 0.0
  }

  static let batches = [
    Batch(testDescription: "60 forms, 12 drawn, 3 % wrong", forms: 60, drawn: 12, errorRate: { _ in 0.03 }),
    Batch(
      testDescription: "120 forms, 30 drawn, more wrong where more is asked", forms: 120, drawn: 30,
      errorRate: { 0.008 * $0 }),
    Batch(
      testDescription: "100 forms, 20 drawn, 0.5 % wrong", forms: 100, drawn: 20, errorRate: { _ in 0.005 }),
    Batch(
      testDescription: "120 forms, 36 drawn, slips", forms: 120, drawn: 36, errorRate: { 0.006 * $0 },
      slips: 0.15),
  ]

  @Test(
    "Over 2,000 simulated batches the estimate is right on average and its bounds hold what is true",
    arguments: batches)
  func coverage(batch: Batch) throws {
    var random = SplitMix64(seed: 20_190_924)
    let sizes = (0..<batch.forms).map { _ in Double(Int.random(in: 1...6, using: &random)) }
    let floor = 0.5 * Double(batch.drawn) / Double(batch.forms)
    let chances = UnequalSample.chances(sizes: sizes, count: batch.drawn, floor: floor)
    var (covered, bounded, bias, squares) = (0, 0, 0.0, 0.0)
    let rounds = 2_000
    for _ in 0..<rounds {
      let errors = sizes.map { size -> Int in
        let slip = Double.random(in: 0..<1, using: &random) < batch.slips ? 3.0 : 1
        let share = batch.errorRate(size) * slip
        return (0..<12).count { _ in Double.random(in: 0..<1, using: &random) < share }
      }
      let truth = Double(errors.reduce(0, +)) / Double(12 * batch.forms)
      let drawn = UnequalSample.draw(chances: chances, seed: random.next())
      let rate = try #require(
        ErrorRate(
          sizes.indices.filter { drawn[$0] }.map {
            Form(fields: 12, errors: errors[$0], chance: chances[$0])
          }))
      let interval = rate.interval()
      if interval.lower <= truth, truth <= interval.upper { covered += 1 }
      if truth <= rate.upperBound() { bounded += 1 }
      bias += (rate.rate - truth) / Double(rounds)
      squares += (rate.rate - truth) * (rate.rate - truth) / Double(rounds)
    }
    #expect(covered >= 1_880)
    #expect(bounded >= 1_870)
    #expect(abs(bias) < 4 * (squares / Double(rounds)).squareRoot())
  }
}
