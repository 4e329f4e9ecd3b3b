import EngageAnalysis
import EngageModel
import EngageReport
import EngageStatistics

/// The tables, measures and the chart of net promoter scores.
struct PromoterTables {
  static let name = "net-promoter"

  /// By question and part.
  let results: [[PromoterResult]]
  let parts: ResultParts
  let context: AnalysisContext

  private var questions: [String] { results.map { $0[0].rating.question.id.rawValue } }
  private var showsUnscored: Bool {
    results.contains { $0[0].rating.question.choices.contains { !$0.scored } }
  }
  private var showsOutside: Bool { results.contains { $0[0].count.outside > 0 } }

  /// A row for each question.
  var whole: Table {
    Table(
      name: PromoterTables.name, title: NetPromoter.manifest.title,
      base: results.count == 1
        ? Base(
          answered: results[0][0].count.answered, missing: results[0][0].count.missing,
          counts: .forms(where: [results[0][0].rating.question.dimension: Self.ratings(0...10)])) : nil,
      dimensions: questions,
      columns: [Column("question", "Name", .key), Column("label", "Question", .text)]
        + figureColumns(by: nil),
      rows: results.map { result in
        let question = result[0].rating.question
        return [.text(question.id.rawValue), .text(question.label.text)] + figures(result[0])
      })
  }

  /// A row for each question and group; `nil` where nothing is split.
  var byGroup: Table? {
    guard let groups = parts.groups else { return nil }
    let rows = results.flatMap { result in
      groups.keys.indices.map { group -> [Cell] in
        let question = result[0].rating.question
        return [
          .text(question.id.rawValue), .text(groups.keys[group]), .text(question.label.text),
          .text(groups.labels[group]),
        ] + figures(result[group + 1])
      }
    }
    return Table(
      name: "\(PromoterTables.name)-by-\(groups.breakdown.name)",
      title: "\(NetPromoter.manifest.title) by \(groups.breakdown.label)",
      dimensions: questions + [groups.breakdown.name], overlapping: groups.overlap,
      columns: [
        Column("question", "Name", .key), Column("group", "Group name", .key),
        Column("label", "Question", .text),
        Column("group_label", groups.breakdown.label, .text),
      ] + figureColumns(by: groups), rows: rows)
  }

  private static func ratings(_ ratings: ClosedRange<Int>) -> [String] { ratings.map(String.init) }

  /// Those who gave one of some ratings.
  private func rated(_ ratings: ClosedRange<Int>, by groups: BreakdownGroups?) -> Counted {
    .forms(of: questions.map { ($0, Self.ratings(ratings)) }, by: groups)
  }

  private func unscored(by groups: BreakdownGroups?) -> Counted {
    .forms(
      of: results.map { result in
        let question = result[0].rating.question
        return (question.id.rawValue, question.choices.filter { !$0.scored }.map(\.id.rawValue))
      }, by: groups)
  }

  private func figureColumns(by groups: BreakdownGroups?) -> [Column] {
    [
      Column("answered", "Answered", .count, counts: rated(0...10, by: groups)),
      Column("promoters", "Promoters", .count, counts: rated(9...10, by: groups)),
      Column("passives", "Passives", .count, counts: rated(7...8, by: groups)),
      Column("detractors", "Detractors", .count, counts: rated(0...6, by: groups)),
      Column("score", "Net promoter score", .number), Column("low", "95% interval from", .number),
      Column("high", "95% interval to", .number), Column("verdict", "Verdict", .text),
    ]
      + (showsUnscored
        ? [Column("not_scored", "Not on the scale", .count, counts: unscored(by: groups))] : [])
      + (showsOutside ? [Column("left_out", "Left out", .count, counts: outside(by: groups))] : [])
  }

  /// Those whose answer is no rating: with those who gave one, they are all who answered.
  private func outside(by groups: BreakdownGroups?) -> Counted {
    .forms(of: results.map { ($0[0].rating.question.id.rawValue, $0[0].count.outsideNumbers) }, by: groups)
  }

  private func figures(_ result: PromoterResult) -> [Cell] {
    let count = result.count
    return [
      .count(count.answered), .count(count.promoters), .count(count.passives), .count(count.detractors),
      .number(orMissing: result.score), .number(orMissing: result.interval.map { $0.lower * 100 }),
      .number(orMissing: result.interval.map { $0.upper * 100 }), .text(verdict(result)),
    ] + (showsUnscored ? [.count(count.unscored)] : []) + (showsOutside ? [.count(count.outside)] : [])
  }

  /// Whether promoters outnumber detractors beyond what chance would do in a sample.
  private func verdict(_ result: PromoterResult) -> String {
    guard !result.isTooFew, let interval = result.interval else { return Wording.tooFewToSay }
    if interval.lower > 0 { return "more promoters" }
    return interval.upper < 0 ? "more detractors" : "no clear difference"
  }

  /// The score and its base: `nps` and `answered`; of several questions `nps:<question>` and `answered:<question>`.
  var measures: [Measure] {
    results.flatMap { result -> [Measure] in
      let suffix = results.count == 1 ? "" : ":\(result[0].rating.question.id)"
      return [
        Measure("nps\(suffix)", table: PromoterTables.name, value: result[0].score),
        Measure(
          "answered\(suffix)", table: PromoterTables.name, value: Double(result[0].count.answered),
          counts: true),
      ]
    }
  }

  /// A bar of 100 % for each question; `nil` where nobody answered.
  var chart: Chart? {
    let told = results.map { $0[0] }
    guard told.contains(where: { $0.count.answered > 0 }) else { return nil }
    let bars = told.map { result in
      "\(result.rating.question.label.text): \(Wording.numeral(result.count.detractors)) detractors, "
        + "\(Wording.numeral(result.count.passives)) passives, \(Wording.numeral(result.count.promoters)) promoters"
    }
    let answered = told.map(\.count.answered)
    let (least, most) = (answered.min() ?? 0, answered.max() ?? 0)
    let base = least == most ? Wording.numeral(most) : "\(Wording.numeral(least)) to \(Wording.numeral(most))"
    return Chart(
      name: PromoterTables.name, kind: .stackedBar, table: PromoterTables.name, category: "label",
      series: ["detractors", "passives", "promoters"], title: title(told),
      subtitle: context.chartSubtitle(
        told.count == 1 ? told[0].rating.question.label.text : "Ratings from 0 to 10",
        base: "\(base) answered"),
      alt: "Bars of 100 per cent, one for each question. \(bars.joined(separator: "; ")).")
  }

  /// The finding where one question has one.
  private func title(_ results: [PromoterResult]) -> String {
    guard results.count == 1 else { return "Detractors, passives and promoters" }
    switch verdict(results[0]) {
    case "more promoters": return "More promoters than detractors"
    case "more detractors": return "More detractors than promoters"
    case Wording.tooFewToSay: return "Too few ratings to say"
    default: return "No clear difference between promoters and detractors"
    }
  }
}
