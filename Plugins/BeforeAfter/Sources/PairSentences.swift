import EngageModel
import EngageReport

/// What is said of matched pairs.
struct PairSentences {
  /// "Of 145 who answered “…” before and after, 75 (52%) moved towards “Daily”, 2 away from it …"
  static func statement(_ result: PairResult, smallestBase: Int) -> Statement {
    let figures = result.figures
    let label = "“\(result.pair.label)”"
    let reference = { CellReference(table: "pairs", row: result.pair.name, column: $0) }
    if figures.n == 0 {
      return Statement("Nobody answered \(label) both before and after.", values: ["n": reference("n")])
    }
    if figures.n < smallestBase {
      return Statement(
        "\(label), before and after: \(Wording.tooFewToSay), as \(Wording.number(figures.n)) answered both.",
        values: ["n": reference("n")])
    }
    let opening = "Of \(Wording.numeral(figures.n)) who answered \(label) before and after, "
    guard result.pair.isOrdered else {
      let same = figures.cells.indices.reduce(0) { $0 + figures.cells[$1][$1] }
      return Statement(
        "\(opening)\(Wording.number(same)) gave the same answer.",
        values: ["n": reference("n"), "same": reference("same")])
    }
    let words: String
    if figures.same == figures.n {
      words = "nobody answered differently after."
    } else {
      words = moves(figures) + ": " + judgement(result)
    }
    return Statement(
      opening + words, role: .finding,
      values: [
        "n": reference("n"), "up": reference("up"), "same": reference("same"), "down": reference("down"),
        "mean_change": reference("mean_change"),
      ])
  }

  /// "75 (52%) moved towards “Daily”, 2 away from it and 68 answered the same"
  private static func moves(_ figures: PairFigures) -> String {
    let counts = Wording.compared(figures.up, figures.down, figures.same)
    let percent =
      figures.n >= Wording.smallestPercentageBase && figures.up > 0
      ? " (\(Wording.percent(figures.up, of: figures.n)))" : ""
    let same = "\(counts[2]) answered the same"
    let pair = figures.pair
    if pair.isNumeric {
      return "\(counts[0])\(percent) gave a higher number after, \(counts[1]) a lower one and \(same)"
    }
    let (first, last) = (pair.levels[0].label.text, pair.levels[pair.levels.count - 1].label.text)
    if pair.isTwofold {
      return
        "\(counts[0])\(percent) changed from “\(first)” to “\(last)”, \(counts[1]) the other way and \(same)"
    }
    return "\(counts[0])\(percent) moved towards “\(last)”, \(counts[1]) away from it and \(same)"
  }

  private static func judgement(_ result: PairResult) -> String {
    guard result.verdict == .higher || result.verdict == .lower else {
      return "no more than chance would explain."
    }
    guard !result.pair.isTwofold, let change = result.figures.change else {
      return "more than chance would explain."
    }
    let direction = change.mean < 0 ? "lower" : "higher"
    let interval = change.lower.flatMap { lower in
      change.upper.map { " (95% interval \(tenths(lower)) to \(tenths($0)))" }
    }
    return
      "more than chance would explain, on average \(tenths(abs(change.mean))) \(direction)\(interval ?? "")."
  }

  /// "1.0", "−0.3".
  static func tenths(_ value: Double) -> String {
    let digits = abs(value) < 0.1 ? 2 : 1
    let scale = digits == 2 ? 100.0 : 10.0
    let whole = Int((abs(value) * scale).rounded())
    let sign = value < 0 && whole > 0 ? "−" : ""
    let (units, rest) = whole.quotientAndRemainder(dividingBy: Int(scale))
    let fraction = String(rest)
    return
      "\(sign)\(Wording.numeral(units)).\(String(repeating: "0", count: digits - fraction.count))\(fraction)"
  }

  /// In how many groups a change was clear.
  static func byGroup(_ results: [PairResult], labels: [String], keys: [String], name: String) -> Statement? {
    let heard = zip(results, zip(keys, labels)).filter { $0.0.figures.n > 0 }
    guard heard.count > 1, let pair = results.first?.pair, pair.isOrdered else { return nil }
    let judged = heard.filter { $0.0.verdict != .tooFew }
    let few = heard.count - judged.count
    let references = heard.map {
      CellReference(table: "pairs-by-\(name)", row: "\(pair.name) | \($0.1.0)", column: "verdict")
    }
    let values = Dictionary(uniqueKeysWithValues: references.enumerated().map { ("group_\($0 + 1)", $1) })
    let noun = noun(of: name)
    guard !judged.isEmpty else {
      return Statement(
        "“\(pair.label)” by \(noun.one): \(Wording.tooFewToSay) in any of \(Wording.number(heard.count)) \(noun.many).",
        values: values)
    }
    let parts = [
      told(judged, .higher, "answers were higher after"), told(judged, .lower, "answers were lower after"),
      told(judged, .unclear, "there was no clear change"), told(judged, .none, "nobody answered differently"),
    ].compactMap { $0 }
    let rest =
      few == 0
      ? ""
      : "; \(few == 1 ? "one other has" : "\(Wording.number(few)) others have") \(Wording.tooFewToSay.replacing(" to say", with: " answers to say"))"
    return Statement(
      "“\(pair.label)” in \(Wording.count(judged.count, noun.one, noun.many)): \(Wording.list(parts))\(rest).",
      role: .finding, values: values)
  }

  private static func told(
    _ judged: [(PairResult, (String, String))], _ verdict: Verdict, _ words: String
  ) -> String? {
    let those = judged.filter { $0.0.verdict == verdict }.map(\.1.1)
    if those.isEmpty { return nil }
    if those.count == judged.count { return those.count == 1 ? words : "\(words) in all of them" }
    return those.count <= 5
      ? "\(words) in \(Wording.list(those))" : "\(words) in \(Wording.number(those.count))"
  }

  private static func noun(of name: String) -> (one: String, many: String) {
    switch name {
    case "session": ("session", "sessions")
    case "event": ("event", "events")
    default: ("group", "groups")
    }
  }
}
