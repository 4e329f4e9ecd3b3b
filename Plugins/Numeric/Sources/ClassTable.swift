import EngageAnalysis
import EngageModel
import EngageReport
import EngageStatistics

/// What cuts numbers into classes.
struct HistogramChoice: Sendable {
  let bins: Int?
  /// In the question's unit.
  let width: Double?

  func classes(for kind: NumberKind) -> Histogram.Classes {
    if let bins { return .number(bins) }
    return width.map { .width($0 * kind.unit) } ?? .automatic
  }
}

/// The histogram of one question.
struct ClassTable {
  private static let mostColumns = 60
  private static let mostNumbers = 400.0

  let result: NumericResult
  private let histogram: Histogram
  /// Whether the width asked for would have made too many classes.
  let isWidened: Bool

  /// `nil` where nobody answered, or where the numbers can't be cut.
  init?(result: NumericResult, choice: HistogramChoice) {
    let kind = result.kind
    let step = result.isWhole || kind != .number ? kind.unit : 0
    let classes = choice.classes(for: kind)
    guard
      let histogram = Histogram(
        result.whole.values, classes: classes, widths: kind.widths, step: step, origin: kind.origin)
    else {
      return nil
    }
    self.result = result
    self.histogram = histogram
    if case .width(let width) = classes {
      isWidened = histogram.edges[1] - histogram.edges[0] > width * 1.5
    } else {
      isWidened = false
    }
  }

  private var kind: NumberKind { result.kind }
  private var name: String { "histogram-\(result.question.id)" }

  /// A row for each class, those without answers too.
  var table: Table {
    Table(
      name: name, title: result.question.label.text,
      base: base,
      dimensions: [result.question.id.rawValue],
      columns: [
        Column("class", "From", .key), Column("label", "Answer", .text),
        Column("responses", "Responses", .count, counts: counted),
        Column(
          "share", "Share", .share, from: result.whole.weighted == nil ? "responses" : nil, counts: counted,
          whole: base.counts, unweighted: result.whole.weighted == nil ? nil : "responses"),
      ],
      rows: histogram.counts.indices.map { place in
        let count = histogram.counts[place]
        return [
          .text(key(histogram.edges[place])), .text(label(place)), .count(count),
          share(place),
        ]
      })
  }

  /// Whom a row counts: those who gave one of its numbers, where these can be listed; else classes are a dimension of
  /// their own, called by where they begin and how wide they are.
  private var counted: Counted {
    guard let numbers = numbersOfClasses else { return .forms(keys: ["class": ownDimension]) }
    return .forms(keys: ["class": result.question.dimension], joined: ["class": numbers])
  }

  private var ownDimension: String {
    let width = histogram.edges[1] - histogram.edges[0]
    return "\(result.question.dimension):\(histogram.edges[0])+\(width)"
  }

  /// Every number is in a class: those who answered are all classes together.
  private var base: Base {
    var base = result.base
    if numbersOfClasses == nil { base.counts?.alike.append(.forms(where: [ownDimension: []])) }
    return base
  }

  /// By class the numbers in it, as tables of answers write them; `nil` where they are too many or not whole.
  private var numbersOfClasses: [String: [String]]? {
    let edges = histogram.edges
    guard let first = edges.first, let last = edges.last, (last - first) / kind.unit <= Self.mostNumbers,
      result.isWhole, edges.allSatisfy({ $0 == $0.rounded() }), kind != .time
    else { return nil }
    let rows = histogram.counts.indices.map { place -> (String, [String]) in
      let isLast = place == histogram.counts.count - 1 && histogram.holdsLastEdge
      let numbers = stride(from: edges[place], to: edges[place + 1] + (isLast ? 1 : 0), by: 1)
      return (key(edges[place]), numbers.map { key($0) })
    }
    return Dictionary(rows, uniquingKeysWith: { first, _ in first })
  }

  private func share(_ place: Int) -> Cell {
    guard let weighted = result.whole.weighted else {
      return .share(histogram.counts[place], of: result.whole.count)
    }
    let isLast = place == histogram.counts.count - 1
    let total = weighted.totalWeight
    let weight = weighted.weight(
      from: histogram.edges[place], to: isLast ? .infinity : histogram.edges[place + 1])
    return total > 0 ? .share(of: min(weight, total), in: total) : .missing
  }

  /// The lower edge: `20`, `0.25`, `2019-09-24`, `14:00`.
  private func key(_ edge: Double) -> String {
    guard kind == .number else { return kind.words(edge) }
    return abs(edge) < 1e15 && edge == edge.rounded() ? String(Int(edge)) : String(edge)
  }

  /// "20 to 24" for whole numbers, "20 to under 24.5" for others, "20" for one number alone.
  private func label(_ place: Int) -> String {
    let (low, high) = (histogram.edges[place], histogram.edges[place + 1])
    let isLast = place == histogram.counts.count - 1 && histogram.holdsLastEdge
    let cutsWhole = histogram.edges.allSatisfy { $0 == $0.rounded() } && !histogram.holdsLastEdge
    guard cutsWhole, result.isWhole || kind != .number else {
      return "\(kind.words(low)) to \(isLast ? "" : "under ")\(kind.words(high))"
    }
    let last = high - kind.unit
    return low >= last ? kind.words(low) : "\(kind.words(low)) to \(kind.words(last))"
  }

  func chart(in context: AnalysisContext) -> Chart? {
    guard (2...ClassTable.mostColumns).contains(histogram.counts.count), let most = histogram.counts.max()
    else {
      return nil
    }
    let modes = histogram.counts.indices.filter { histogram.counts[$0] == most }
    let isFinding = modes.count == 1 && result.whole.count >= result.smallestBase
    let finding = isFinding ? "Most often: \(label(modes[0]))" : nil
    let titles = [finding, result.question.label.text].compactMap { $0 }
    let told = histogram.counts.indices.prefix(12).map {
      "\(label($0)): \(Wording.numeral(histogram.counts[$0]))"
    }
    return Chart(
      name: name, kind: .column, table: name, category: "label", series: ["responses"],
      title: titles.first { Wording.wordCount($0) <= 10 } ?? "How the answers are spread",
      subtitle: context.chartSubtitle(
        result.question.label.text, base: "\(Wording.numeral(result.whole.count)) answered"),
      alt: "Histogram. \(told.joined(separator: "; "))\(histogram.counts.count > 12 ? "; and others" : "").")
  }
}
