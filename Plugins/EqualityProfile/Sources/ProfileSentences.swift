import EngageAnalysis
import EngageModel
import EngageReport

/// What is said of one margin.
struct ProfileSentences {
  private static let mostDifferences = 3

  let profile: MarginProfile
  let population: Population

  /// The largest clear differences, or that there is none, or that it is too few to say.
  var statements: [Statement] {
    guard profile.answered > 0 else {
      return [
        Statement("Nobody gave an answer to “\(profile.label)” that \(population.title) has figures for.")
      ]
    }
    guard profile.answered >= profile.smallestBase else { return [tooFew] }
    let clear = profile.comparisons.indices.filter {
      [.more, .fewer].contains(profile.comparisons[$0].verdict)
    }
    .sorted { size(of: $0) == size(of: $1) ? $0 < $1 : size(of: $0) > size(of: $1) }
    let strange = profile.comparisons.indices.filter {
      profile.comparisons[$0].verdict == .nobodyExpected && profile.comparisons[$0].forms > 0
    }
    let found = clear.prefix(ProfileSentences.mostDifferences).map(difference)
    return (found.isEmpty ? [noDifference] : found) + strange.map(nobodyExpected)
  }

  private func size(of cell: Int) -> Double { abs(profile.comparisons[cell].difference ?? 0) }

  private func values(_ cell: Int) -> [String: CellReference] {
    let reference = { CellReference(table: profile.name, row: profile.key(of: cell), column: $0) }
    return [
      "n": reference("responses"), "expected": reference("population_share"),
      "difference": reference("difference"),
    ]
  }

  /// "Of those who answered “…”, 48 of 120 (40%) said “Rugby”; among the people who live here it is 19%: more by 21
  /// percentage points (12 to 30)." Of few: "12 of 30 said “Rugby”, where about six were to be expected."
  private func difference(_ cell: Int) -> Statement {
    let comparison = profile.comparisons[cell]
    let part = Wording.part(comparison.forms, of: profile.answered)
    let opening = "Of those who answered “\(profile.label)”, \(part) said “\(profile.label(of: cell))”"
    guard profile.answered >= Wording.smallestPercentageBase else {
      let count = Wording.number(Int((comparison.expected * Double(profile.answered)).rounded()))
      return Statement(
        "\(opening), where about \(count) were to be expected from the people who live here.", role: .finding,
        values: values(cell))
    }
    let expected = percent(comparison.expected)
    let isMore = comparison.verdict == .more
    let bounds = comparison.interval.map { isMore ? ($0.low, $0.high) : (-$0.high, -$0.low) }
    let interval = bounds.map { " (\(points($0.0)) to \(points($0.1)))" } ?? ""
    return Statement(
      "\(opening); among the people who live here it is \(expected): \(isMore ? "more" : "fewer") by "
        + "\(points(abs(comparison.difference ?? 0))) percentage points\(interval).", role: .finding,
      values: values(cell))
  }

  private var noDifference: Statement {
    Statement(
      "Those who answered “\(profile.label)” (\(Wording.numeral(profile.answered))) do not clearly differ from the "
        + "people who live here; so few answers show large differences only.",
      values: profile.comparisons.isEmpty ? [:] : ["n": values(0)["n"]].compactMapValues { $0 })
  }

  private var tooFew: Statement {
    Statement(
      "“\(profile.label)” was answered on \(Wording.count(profile.answered, "form", "forms")): "
        + "\(Wording.tooFewToSay) how they differ from the people who live here.",
      values: profile.comparisons.isEmpty ? [:] : ["n": values(0)["n"]].compactMapValues { $0 })
  }

  private func nobodyExpected(_ cell: Int) -> Statement {
    Statement(
      "\(Wording.sentence(Wording.count(profile.comparisons[cell].forms, "form says", "forms say"))) "
        + "“\(profile.label(of: cell))”, where \(population.title) has nobody.", values: values(cell))
  }

  private func percent(_ share: Double) -> String {
    if share > 0, share < 0.005 { return "under 1%" }
    return Wording.decimal(share * 100, places: 0) + "%"
  }

  private func points(_ difference: Double) -> String { Wording.decimal(difference * 100, places: 0) }
}
