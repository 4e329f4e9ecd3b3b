import EngageAnalysis
import EngageModel
import EngageReport
import EngageStatistics

/// One margin of a population beside the forms.
struct MarginProfile {
  /// How a share stands to that of the population.
  enum Verdict: Equatable {
    case more, fewer, unclear
    /// Too few answers.
    case tooFew
    /// The population has nobody there.
    case nobodyExpected
  }

  /// A cell compared.
  struct Comparison {
    var forms: Int
    /// Both from 0 to 1.
    var expected: Double
    var difference: Double?
    /// Of the difference.
    var interval: (low: Double, high: Double)?
    var verdict: Verdict
  }

  private static let mostBars = 25

  let margin: MarginCells
  let count: ProfileCount
  let smallestBase: Int
  /// One for each cell of the margin.
  let comparisons: [Comparison]
  /// Forms with an answer that the population has figures for.
  let answered: Int

  init(margin: MarginCells, count: ProfileCount, confidence: Double, smallestBase: Int) {
    self.margin = margin
    self.count = count
    self.smallestBase = smallestBase
    let answered = count.cells.reduce(0, +)
    self.answered = answered
    let people = margin.people
    comparisons = zip(margin.margin.cells, count.cells).map { cell, forms in
      MarginProfile.comparison(
        forms, of: answered, expected: people > 0 ? cell.people / people : 0, confidence: confidence,
        smallestBase: smallestBase)
    }
  }

  private static func comparison(
    _ forms: Int, of answered: Int, expected: Double, confidence: Double, smallestBase: Int
  ) -> Comparison {
    guard let interval = interval(forms, of: answered, expected: expected, confidence: confidence) else {
      return Comparison(forms: forms, expected: expected, verdict: .tooFew)
    }
    let bounds = (low: interval.low - expected, high: interval.high - expected)
    let verdict: Verdict =
      if answered < smallestBase {
        .tooFew
      } else if expected == 0 {
        .nobodyExpected
      } else if bounds.low > 0 {
        .more
      } else if bounds.high < 0 {
        .fewer
      } else {
        .unclear
      }
    return Comparison(
      forms: forms, expected: expected, difference: Double(forms) / Double(answered) - expected,
      interval: bounds, verdict: verdict)
  }

  /// Where the share may lie: exact where few answers are to be expected in the cell or outside it.
  private static func interval(
    _ forms: Int, of answered: Int, expected: Double, confidence: Double
  ) -> (low: Double, high: Double)? {
    let fewest = min(expected, 1 - expected) * Double(answered)
    if fewest < 5 {
      return ClopperPearsonInterval(successes: Double(forms), of: Double(answered), confidence: confidence)
        .map { ($0.lower, $0.upper) }
    }
    return WilsonInterval(successes: forms, of: answered, confidence: confidence).map { ($0.lower, $0.upper) }
  }

  var name: String { margin.questions.map(\.id.rawValue).joined(separator: "-x-") }
  var label: String { margin.questions.map(\.label.text).joined(separator: " × ") }
  func key(of cell: Int) -> String {
    margin.margin.cells[cell].choices.map(\.rawValue).joined(separator: " / ")
  }
  func label(of cell: Int) -> String { margin.labels(ofCell: cell).joined(separator: ", ") }

  /// A row for each cell, then for each choice of which the population says nothing.
  var table: Table {
    let compared = comparisons.enumerated().map { cell, comparison -> [Cell] in
      [
        .text(key(of: cell)), .text(label(of: cell)), .count(comparison.forms),
        .share(comparison.forms, of: answered), .number(margin.margin.cells[cell].people),
        .number(orMissing: margin.people > 0 ? comparison.expected : nil),
        .number(orMissing: comparison.difference), .number(orMissing: comparison.interval?.low),
        .number(orMissing: comparison.interval?.high), .text(words(comparison.verdict)),
      ]
    }
    return Table(
      name: name, title: label, base: Base(answered: answered, missing: count.missing, counts: whole),
      dimensions: margin.questions.map(\.id.rawValue),
      columns: [
        Column("choice", "Choice", .key), Column("label", "Answer", .text),
        Column("responses", "Forms", .count),
        Column("share", "Share of those who answered", .share, from: "responses", whole: whole),
        Column("population", "People who live here", .number),
        Column("population_share", "Share of the people who live here", .proportion),
        Column("difference", "Difference", .proportion), Column("low", "Difference at least", .proportion),
        Column("high", "Difference at most", .proportion), Column("verdict", "Compared", .text),
      ],
      rows: compared + rowsWithoutFigure, counts: counts, notes: notes)
  }

  /// Who answered what the population has figures for; `nil` where that are not all combinations of answers.
  private var whole: Counted? { margin.conditionsOfAnyCell.map { .forms(where: $0) } }

  /// Whom each row counts.
  private var counts: [String: [String: Counted]] {
    let cells = comparisons.indices.map { (key(of: $0), margin.conditions(ofCell: $0)) }
    let others = margin.choicesWithoutFigure.map { choice in
      let question = margin.questions[0]
      return (
        question.choices[choice].id.rawValue, [question.dimension: [question.choices[choice].id.rawValue]]
      )
    }
    return Dictionary(
      (cells + others).map { ($0, ["responses": .forms(where: $1)]) }, uniquingKeysWith: { first, _ in first }
    )
  }

  private var rowsWithoutFigure: [[Cell]] {
    zip(margin.choicesWithoutFigure, count.others).map { choice, forms in
      let choice = margin.questions[0].choices[choice]
      return [
        .text(choice.id.rawValue), .text(choice.label.text), .count(forms), .missing, .missing, .missing,
        .missing,
        .missing, .missing, .text("no figure"),
      ]
    }
  }

  private func words(_ verdict: Verdict) -> String {
    switch verdict {
    case .more: "more than live here"
    case .fewer: "fewer than live here"
    case .unclear: "no clear difference"
    case .tooFew: Wording.tooFewToSay
    case .nobodyExpected: "nobody lives here"
    }
  }

  private var notes: [String] {
    var notes: [String] = []
    if answered < smallestBase {
      notes.append(
        "\(Wording.sentence(Wording.tooFewToSay)): fewer than \(Wording.number(smallestBase)) answered.")
    }
    if margin.people == 0 { notes.append("The population has nobody in any of these.") }
    if !count.others.isEmpty {
      notes.append("Answers without a figure are shown last and are in no share.")
    }
    return notes
  }

  var measures: [Measure] { [Measure("answered", table: name, value: Double(answered), counts: true)] }

  /// The shares of those who answered beside those of the people who live here; `nil` where there is nothing to
  /// compare.
  var chart: Chart? {
    let rows = comparisons.count + count.others.count
    guard answered >= smallestBase, comparisons.count > 1, rows <= Self.mostBars else { return nil }
    let told = comparisons.indices.prefix(8).map { cell in
      let expected = Wording.decimal(comparisons[cell].expected * 100, places: 0)
      return
        "\(label(of: cell)): \(Wording.numeral(comparisons[cell].forms)) forms, \(expected)% of the people"
    }
    return Chart(
      name: name, table: name, category: "label", series: ["responses"],
      title: Wording.wordCount(label) <= 10 ? label : "Who answered",
      subtitle: "\(Wording.numeral(answered)) answered.",
      alt: "Bar chart of those who answered. \(told.joined(separator: "; ")).")
  }
}
