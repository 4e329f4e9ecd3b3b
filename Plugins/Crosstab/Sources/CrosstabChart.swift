import EngageAnalysis
import EngageModel
import EngageReport

/// The picture of a crosstab: the shares of each group.
struct CrosstabChart {
  /// More parts than these can't be told apart.
  private static let mostParts = 7
  private static let mostGroups = 25
  /// Groups smaller than this make no finding.
  private static let smallestGroup = 10

  let result: CrosstabResult
  let context: AnalysisContext

  private var question: Question { result.question }
  private var groups: BreakdownGroups { result.groups }
  private var count: CrosstabCount { result.count }
  private var figures: CrosstabFigures { result.figures }

  /// Groups in which somebody answered.
  private var answered: [Int] { groups.labels.indices.filter { figures.columnTotals[$0] > 0 } }

  /// A bar of 100 % for each group; where several answers were possible, bars side by side. `nil` where there is
  /// nothing to compare or too much to see.
  var chart: Chart? {
    let parts = question.choices.count
    let mayTakeSeveral = question.type == .selectMultiple
    guard answered.count > 1, (2...Self.mostParts).contains(parts), groups.count <= Self.mostGroups,
      !mayTakeSeveral || groups.count <= Self.mostParts
    else { return nil }
    let table = result.table
    return Chart(
      name: table.name, kind: mayTakeSeveral ? .bar : .stackedBar, table: table.name, category: "label",
      series: result.columnNames.map { "\($0):share" }, seriesInRows: !mayTakeSeveral, title: title,
      subtitle: context.chartSubtitle(table.title, base: "\(Wording.numeral(count.answered)) answered both"),
      alt: alt)
  }

  /// The finding, or the subject where nothing was found out, in at most ten words.
  private var title: String {
    let label = result.breakdown.label
    let subjects = [result.table.title, "Answers by \(label)", "Answers compared"]
    guard let p = result.decidingP else { return Self.short(subjects) }
    guard p < 0.05 else {
      return Self.short(["No clear difference by \(label)", "No clear difference between groups"])
    }
    return Self.short(
      [contrast, "Answers differ by \(label)"].compactMap { $0 } + ["Answers differ between groups"])
  }

  private static func short(_ titles: [String]) -> String {
    titles.first { Wording.wordCount($0) <= 10 } ?? titles[titles.count - 1]
  }

  /// "“Yes”: most often Parent, least often Young person", of the answer whose share differs most between groups; `nil`
  /// where groups are small or tie.
  private var contrast: String? {
    let large = groups.labels.indices.filter {
      count.columnTotals[$0] >= Self.smallestGroup && figures.columnTotals[$0] > 0
    }
    guard large.count > 1 else { return nil }
    let spreads = question.choices.indices.compactMap { row -> (spread: Double, words: String)? in
      let shares = large.map { group in
        (group, figures.cells[row * groups.count + group] / figures.columnTotals[group])
      }.sorted { ($0.1, $0.0) < ($1.1, $1.0) }
      guard let low = shares.first, let high = shares.last, shares[1].1 > low.1,
        shares[shares.count - 2].1 < high.1
      else { return nil }
      let (most, least) = (groups.labels[high.0], groups.labels[low.0])
      let words =
        large.count == 2 ? "more often \(most) than \(least)" : "most often \(most), least often \(least)"
      return (high.1 - low.1, "“\(question.choices[row].label.text)”: \(words)")
    }
    // Of two answers the shares differ alike, but for the last digit: then the first is told.
    return spreads.reduce(nil as (spread: Double, words: String)?) { best, next in
      next.spread > (best?.spread ?? 0) + 1e-9 ? next : best
    }?.words
  }

  /// The figures of each group, for those who can't see the chart.
  private var alt: String {
    let told = answered.prefix(8).map { group in
      let parts = question.choices.indices.map { row in
        "\(question.choices[row].label.text) \(result.figureWords(figures.cells[row * groups.count + group]))"
      }
      return
        "\(groups.labels[group]), \(Wording.numeral(count.columnTotals[group])) answered: \(parts.joined(separator: ", "))"
    }
    let kind =
      question.type == .selectMultiple
      ? "Bars side by side: the share of each group that gave each answer"
      : "Bars of 100 per cent, one for each group"
    return "\(kind). \(told.joined(separator: "; "))\(answered.count > 8 ? "; and others" : "")."
  }
}
