import EngageAnalysis
import EngageModel
import EngageReport
import EngageStatistics

/// What is said about the codes: sentences and notes.
struct CodingFindings {
  let codes: CodesFound
  let reliability: Reliability
  let rules: RuleQuality
  let plan: CodingPlan

  private var tally: CodingTally { codes.tally }

  var statements: [Statement] {
    guard tally.texts > 0 else { return [Statement("Nobody wrote anything that could be coded.")] }
    let coded = codes.coded()
    guard coded > 0 else {
      let start = plan.namesCoders ? ": begin with engage code, or engage coding-sheet for Excel" : ""
      return [Statement("Nobody has coded these texts by hand yet\(start).")]
    }
    return [whoCoded(coded), agreement] + [leastAgreement, ruleFinding].compactMap { $0 }
  }

  private func whoCoded(_ coded: Int) -> Statement {
    let coders = plan.human.coders.indices.count { codes.texts(by: $0) > 0 }
    let twice = codes.coded(byAtLeast: 2)
    let texts = CodingFindings.part(coded, of: tally.texts, "texts")
    let both =
      coders == 1
      ? ""
      : twice == 0
        ? "; none was coded twice"
        : "; \(Wording.number(twice)) "
          + "\(twice == 1 ? "was" : "were") coded by \(coders == 2 ? "both" : "at least two")"
    return Statement(
      Wording.sentence("\(Wording.count(coders, "coder", "coders")) coded \(texts)\(both)."),
      values: [
        "coded_twice": CellReference(table: "reliability", row: "all", column: "texts")
      ])
  }

  /// "61 of 120 texts (51%)".
  private static func part(_ part: Int, of whole: Int, _ noun: String) -> String {
    let words = "\(Wording.numeral(part)) of \(Wording.numeral(whole)) \(noun)"
    return whole < Wording.smallestPercentageBase ? words : words + " (\(Wording.percent(part, of: whole)))"
  }

  private var agreement: Statement {
    let all = reliability.all
    let reference = ["alpha": CellReference(table: "reliability", row: "all", column: "alpha")]
    if all.texts == 0 {
      return Statement(
        "How reliable the codes are can't be told: no text was coded by two people.", values: reference)
    }
    guard let alpha = all.alpha else {
      return Statement(
        "On all themes together, agreement between coders is \(all.result).", values: reference)
    }
    let interval = all.interval.map {
      ", 95% interval \(Decimals.two($0.lower)) to \(Decimals.two($0.upper))"
    }
    return Statement(
      "On all themes together, agreement between coders beyond chance is \(Decimals.two(alpha)) "
        + "(Krippendorff’s α\(interval ?? "")): \(all.result).", role: .finding, values: reference)
  }

  /// "Coders do not agree reliably on Police and Buses."
  private var leastAgreement: Statement? {
    let weak = plan.themes.indices.filter { (reliability.themes[$0].alpha ?? 1) < Reliability.tentative }
      .sorted { (reliability.themes[$0].alpha ?? 1, $0) < (reliability.themes[$1].alpha ?? 1, $1) }.prefix(3)
    guard let first = weak.first else { return nil }
    let titles = weak.map { "“\(plan.themes[$0].title)”" }
    return Statement(
      "Coders agree least on \(Wording.list(titles)): talk over what these themes mean, and code again.",
      values: [
        "alpha": CellReference(
          table: "reliability", row: plan.themes[first].id.rawValue, column: "alpha")
      ])
  }

  private var ruleFinding: Statement? {
    let all = rules.all
    guard rules.isEnough(all) else { return nil }
    return Statement(
      "The rules found \(CodingFindings.part(all.both, of: all.labelled, "themes that people gave")); of what the rules "
        + "found, people gave \(Wording.part(all.both, of: all.found)).", role: .finding,
      values: [
        "both": CellReference(table: "rules", row: "all", column: "both"),
        "labelled": CellReference(table: "rules", row: "all", column: "labelled"),
        "found": CellReference(table: "rules", row: "all", column: "found"),
      ])
  }

  var notes: [String] {
    guard codes.coded() > 0 else {
      return ["Themes by rules are those of codebook \(plan.codebook.id), version \(plan.codebook.version)."]
        + changes
    }
    return [
      "Codes were given with codebook \(plan.codebook.id); the rules are those of its version "
        + "\(plan.codebook.version). A text with a sub-theme has its parent theme too.",
      consensusNote,
    ] + changes
      + [
        "Agreement is the share of pairs of codes of the same text that are the same. κ is "
          + (reliability.all.coders > 2
            ? "Fleiss’, over texts that all coders coded" : "Cohen’s, over texts that both coders coded")
          + "; α is Krippendorff’s, over texts that two coded at least: for a theme nominal (given or not), over all "
          + "themes with sets of themes 1 − Jaccard apart. Both are 1 for full agreement and 0 for what chance brings; "
          + "they have no value where all codes are the same.",
        "From α \(Decimals.two(Reliability.reliable)) codes are called reliable, from "
          + "0.667 fit for tentative conclusions (Krippendorff 2004). "
          + "Intervals of α are 95% percentile bootstraps over texts, \(plan.replicates) samples at most, seed "
          + "\(plan.seed).",
        "Precision is the share of texts found by a rule that people gave the theme; recall the share of texts people "
          + "gave the theme that the rule found; intervals are Wilson’s, 95%. Rules are called good where both are "
          + "surely 80% or more. They hold for the texts that were coded; whether for the others depends on how those "
          + "were chosen.",
        "On fewer than \(plan.smallestBase) texts a result is “\(Wording.tooFewToSay)”.",
      ]
  }

  private var consensusNote: String {
    let when =
      switch plan.consensus {
      case .any: "one of those who coded it says so"
      case .majority: "more than half of those who coded it say so: of two, both"
      case .all: "all who coded it say so"
      }
    return "A text has a theme by people where \(when)."
  }

  /// Codes that stand apart, and why.
  private var changes: [String] {
    let changed = tally.changed.reduce(0, +)
    let other = tally.otherVersion.reduce(0, +)
    let unread = zip(plan.human.given, tally.read).reduce(0) { $0 + $1.0 - $1.1 }
    var notes: [String] = []
    func codes(_ count: Int) -> String { Wording.sentence(Wording.count(count, "coded text", "coded texts")) }
    if changed > 0 {
      notes.append(
        "\(codes(changed)) \(changed == 1 ? "was" : "were") changed after coding; the codes are "
          + (plan.keepsChanged ? "counted all the same." : "left out: code these texts again."))
    }
    if other > 0 {
      notes.append(
        "\(codes(other)) \(other == 1 ? "was" : "were") coded with another version of the codebook than "
          + "\(plan.codebook.version)"
          + (plan.takesAllVersions
            ? "; a theme that came later could not be given then."
            : ", and \(other == 1 ? "is" : "are") left out."))
    }
    if plan.human.unknownThemes > 0 {
      notes.append(
        "\(codes(plan.human.unknownThemes)) \(plan.human.unknownThemes == 1 ? "has" : "have") a theme that the "
          + "codebook does not have any more; it is passed over.")
    }
    if plan.human.splitThemes > 0 {
      notes.append(
        "\(codes(plan.human.splitThemes)) \(plan.human.splitThemes == 1 ? "has" : "have") a theme that was split since: "
          + "which part fits is not known until \(plan.human.splitThemes == 1 ? "it is" : "they are") coded again."
      )
    }
    if unread > 0 {
      notes.append(
        "\(codes(unread)) \(unread == 1 ? "is" : "are") not among the texts that are counted here.")
    }
    return notes
  }
}

/// Figures in sentences.
enum Decimals {
  /// With two decimals: "0.71", "−0.05".
  static func two(_ value: Double) -> String {
    let hundredths = Int((value.magnitude * 100).rounded())
    let digits = hundredths % 100
    return (value < 0 && hundredths > 0 ? "−" : "") + "\(hundredths / 100).\(digits < 10 ? "0" : "")\(digits)"
  }
}
