import EngageAnalysis
import EngageModel
import EngageReport
import EngageStatistics

/// The tables, measures and the chart of the targets.
struct TargetTables {
  static let name = "targets"
  private static let mostBars = 25

  /// By target and part.
  let results: [[TargetResult]]
  let parts: ResultParts
  let smallestBase: Int
  let context: AnalysisContext

  private var isWeighted: Bool { results.contains { $0.contains { $0.count.weighted != nil } } }
  private var questions: [String] { results.map { $0[0].aim.question.id.rawValue } }
  private var showsUnscored: Bool { results.contains { $0[0].aim.hasUnscored } }

  /// A row for each target.
  var whole: Table {
    Table(
      name: TargetTables.name, title: Targets.manifest.title, dimensions: questions,
      columns: [Column("question", "Name", .key), Column("label", "Question", .text)]
        + figureColumns(by: nil),
      rows: results.map { name($0[0]) + figures($0[0]) },
      counts: TargetMeaning(aims).ticks(by: nil))
  }

  /// A row for each target and group; `nil` where nothing is split.
  var byGroup: Table? {
    guard let groups = parts.groups else { return nil }
    let rows = results.flatMap { result in
      groups.keys.indices.map { group in
        let part = result[group + 1]
        let id = part.aim.question.id.rawValue
        return [
          .text(id), .text(groups.keys[group]), .text(part.aim.question.label.text),
          .text(groups.labels[group]),
        ] + figures(part)
      }
    }
    return Table(
      name: "\(TargetTables.name)-by-\(groups.breakdown.name)",
      title: "\(Targets.manifest.title) by \(groups.breakdown.label)",
      dimensions: questions + [groups.breakdown.name], overlapping: groups.overlap,
      columns: [
        Column("question", "Name", .key), Column("group", "Group name", .key),
        Column("label", "Question", .text),
        Column("group_label", groups.breakdown.label, .text),
      ] + figureColumns(by: groups),
      rows: rows, counts: TargetMeaning(aims).ticks(by: groups))
  }

  private var aims: [Aim] { results.map { $0[0].aim } }

  private func figureColumns(by groups: BreakdownGroups?) -> [Column] {
    let meaning = TargetMeaning(aims)
    let answered = meaning.counted(by: groups) { $0.counts[$1] }
    let reached = meaning.counted(by: groups) { $0.counts[$1] && $0.reaches[$1] }
    return [
      Column("target", "Target", .proportion), Column("aim", "Aim", .text),
      Column("answered", "Answered", .count, counts: answered),
      Column("reached", "Reached", .count, counts: reached),
      Column(
        "not_reached", "Not reached", .count,
        counts: meaning.counted(by: groups) { $0.counts[$1] && !$0.reaches[$1] }),
      Column(
        "share", "Share", .share, from: isWeighted ? nil : "reached", counts: reached, whole: answered,
        unweighted: isWeighted ? "reached" : nil),
      Column("low", "95% interval from", .proportion),
      Column("high", "95% interval to", .proportion), Column("verdict", "Verdict", .text),
      Column("certainty", "How sure", .text),
      Column("attended", "Of so many who came", .count, counts: meaning.attended(by: groups)),
    ]
      + (showsUnscored
        ? [
          Column(
            "not_scored", "Not on the scale", .count, counts: meaning.counted(by: groups) { !$0.counts[$1] })
        ] : [])
  }

  private func name(_ result: TargetResult) -> [Cell] {
    [.text(result.aim.question.id.rawValue), .text(result.aim.question.label.text)]
  }

  private func figures(_ result: TargetResult) -> [Cell] {
    let count = result.count
    return [
      .number(result.aim.target.share), .text(result.aim.words), .count(count.answered),
      .count(count.reached),
      .count(count.answered - count.reached),
      result.share,
      .number(orMissing: result.interval?.lower), .number(orMissing: result.interval?.upper),
      .text(result.verdict.rawValue), result.certainty.map(Cell.text) ?? .missing,
      result.interval == nil ? .missing : result.attended.map(Cell.count) ?? .missing,
    ] + (showsUnscored ? [.count(count.unscored)] : [])
  }

  /// How many targets there are, were met, were not, and of how many too few answered to say.
  var measures: [Measure] {
    func count(_ verdict: TargetResult.Verdict) -> Double {
      Double(results.count { $0[0].verdict == verdict })
    }
    return [
      Measure("targets", table: TargetTables.name, value: Double(results.count)),
      Measure("met", table: TargetTables.name, value: count(.met)),
      Measure("not_met", table: TargetTables.name, value: count(.notMet)),
      Measure("too_few", table: TargetTables.name, value: count(.tooFew)),
    ]
  }

  /// A bar for each target, if there are several and people answered.
  var chart: Chart? {
    let told = results.map { $0[0] }
    guard (2...TargetTables.mostBars).contains(told.count), told.allSatisfy({ $0.count.answered > 0 }) else {
      return nil
    }
    let judged = told.filter { $0.verdict != .tooFew }
    let counts = Wording.compared(judged.count { $0.verdict == .met }, judged.count)
    let title =
      judged.isEmpty
      ? "Too few answers to judge the targets"
      : "\(Wording.sentence(counts[0])) of \(counts[1]) targets \(counts[1] == "one" ? "was" : "were") met"
    let bars = told.prefix(8).map { result in
      "\(result.aim.question.label.text): \(Wording.numeral(result.count.reached)) of "
        + "\(Wording.numeral(result.count.answered)), target \(Aim.percent(result.aim.target.share))"
    }
    let answered = told.map(\.count.answered)
    let (least, most) = (answered.min() ?? 0, answered.max() ?? 0)
    let base = least == most ? Wording.numeral(most) : "\(Wording.numeral(least)) to \(Wording.numeral(most))"
    return Chart(
      name: TargetTables.name, table: TargetTables.name, category: "label", series: ["share"], title: title,
      subtitle: context.chartSubtitle("Share that gave an answer aimed at", base: "\(base) answered"),
      alt: "A bar for each target. \(bars.joined(separator: "; "))\(told.count > 8 ? "; and others" : "").")
  }
}
