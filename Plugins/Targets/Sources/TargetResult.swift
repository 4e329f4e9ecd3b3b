import EngageModel
import EngageReport
import EngageStatistics

/// What can be said of one target.
struct TargetResult {
  enum Verdict: String {
    case met
    case notMet = "not met"
    case tooFew = "too few to say"
  }

  let aim: Aim
  let count: TargetCount
  /// How many came, where those who answered are known to be a part of them.
  let attended: Int?
  /// `nil` where nobody answered.
  let interval: WilsonInterval?
  let verdict: Verdict

  init(aim: Aim, count: TargetCount, attended: Int?, smallestBase: Int) {
    self.aim = aim
    self.count = count
    let isMet: Bool
    let isTooFew: Bool
    if let weighted = count.weighted {
      self.attended = nil
      let share = weighted.share(of: 0)
      let effective = weighted.size.value
      interval = share.flatMap { share in
        effective.flatMap { WilsonInterval(share: share, ofEffective: $0) }
      }
      isMet = share.map { $0 >= aim.target.share - 1e-9 } ?? false
      isTooFew = interval == nil || (effective ?? 0) < Double(smallestBase)
    } else {
      self.attended = attended
      interval = WilsonInterval(successes: count.reached, of: count.answered, population: attended)
      isMet = TargetResult.reaches(Double(count.reached), aim.target.share, of: count.answered)
      isTooFew = count.answered < max(smallestBase, 1)
    }
    verdict = isTooFew ? .tooFew : isMet ? .met : .notMet
  }

  /// Those who reached it as a share of those who answered, by weight where there are weights.
  var share: Cell {
    guard let weighted = count.weighted else {
      return count.answered > 0 ? .share(count.reached, of: count.answered) : .missing
    }
    let total = weighted.size.totalWeight
    return total > 0 ? .share(of: weighted.weight(of: 0), in: total) : .missing
  }

  /// "57 of 58 (98%) answered"; "98% by weight (57 of 58 forms) answered"; no percentage of few.
  private var part: String {
    guard let share = count.weighted?.share(of: 0) else {
      return Wording.part(count.reached, of: count.answered)
    }
    let forms = "\(Wording.numeral(count.reached)) of \(Wording.numeral(count.answered)) forms"
    guard count.answered >= Wording.smallestPercentageBase else { return "\(forms), by weight," }
    return "\(Wording.decimal(share * 100, places: 0))% by weight (\(forms))"
  }

  /// Whether a part is at least a share of a whole. 0.55 × 100 is a little over 55 in binary.
  private static func reaches(_ part: Double, _ share: Double, of whole: Int) -> Bool {
    part >= share * Double(whole) - 1e-9
  }

  /// How sure one can be of the verdict, in words that follow a semicolon; `nil` without a verdict.
  var certainty: String? {
    guard verdict != .tooFew, let interval else { return nil }
    let isMet = verdict == .met
    if let attended {
      if attended == count.answered { return "everybody who came answered" }
      let most = count.reached + attended - count.answered
      if isMet, TargetResult.reaches(Double(count.reached), aim.target.share, of: attended) {
        return "whatever the others who came would have answered, it is met"
      }
      if !isMet, !TargetResult.reaches(Double(most), aim.target.share, of: attended) {
        return "whatever the others who came would have answered, it is not met"
      }
    }
    let share = aim.target.share
    let told = count.answered >= Wording.smallestPercentageBase
    if isMet {
      let end = TargetResult.percent((interval.lower * 1000).rounded(.down))
      return interval.lower >= share - 1e-12
        ? "even the lower end of the interval\(told ? " (\(end))" : "") reaches it"
        : "the interval leaves room for less\(told ? ": it starts at \(end)" : "")"
    }
    let end = TargetResult.percent((interval.upper * 1000).rounded(.up))
    return interval.upper < share - 1e-12
      ? "even the upper end of the interval\(told ? " (\(end))" : "") falls short of it"
      : "the interval leaves room for it\(told ? ": it ends at \(end)" : "")"
  }

  private static func percent(_ tenths: Double) -> String { "\(Int(tenths) / 10).\(Int(tenths) % 10)%" }

  /// "The target for “…”, at least 95%, was met: 57 of 58 (98%) answered “Agree” or “Strongly agree”; …"
  var finding: Statement {
    let label = aim.question.label.text
    let opening = "The target for “\(label)”, at least \(Aim.percent(aim.target.share))"
    let row = aim.question.id.rawValue
    let reference = { CellReference(table: TargetTables.name, row: row, column: $0) }
    let values = ["n": reference("answered"), "reached": reference("reached")]
    guard verdict != .tooFew else {
      let answered = count.answered == 0 ? "nobody answered" : "\(Wording.number(count.answered)) answered"
      return Statement("\(opening): \(answered), \(Wording.tooFewToSay).", role: .finding, values: values)
    }
    let chose = aim.question.type == .selectMultiple ? "chose" : "answered"
    return Statement(
      "\(opening), was \(verdict.rawValue): \(part) \(chose) "
        + "\(aim.choiceWords)\(certainty.map { "; \($0)" } ?? "").", role: .finding, values: values)
  }
}
