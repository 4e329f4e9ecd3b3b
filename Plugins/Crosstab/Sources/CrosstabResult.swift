import EngageAnalysis
import EngageModel
import EngageReport
import EngageStatistics

/// One table with its test.
struct CrosstabResult {
  let question: Question
  let groups: BreakdownGroups
  let count: CrosstabCount
  /// What is shown: numbers of forms, or their weights.
  let figures: CrosstabFigures
  /// Below this many answers, or effective answers, there is no verdict on a weighted table.
  let smallestBase: Int
  private let test: ChiSquaredTest?
  /// Two-sided p by Fisher's exact test, for two groups and two answers.
  private let exactP: Double?
  /// A p that does not lean on large counts, for larger sparse tables.
  private let simulatedP: Double?

  init(question: Question, groups: BreakdownGroups, count: CrosstabCount, smallestBase: Int) {
    self.question = question
    self.groups = groups
    self.count = count
    self.smallestBase = smallestBase
    figures = CrosstabFigures(count)
    let overlaps = question.type == .selectMultiple || groups.overlap
    let rows = question.choices.indices.map { row in
      Array(count.cells[(row * groups.count)..<((row + 1) * groups.count)])
    }
    if let weighted = count.weighted {
      test = overlaps ? nil : CrosstabResult.correctedTest(weighted, columns: groups.count)
      (exactP, simulatedP) = (nil, nil)
      return
    }
    let table = overlaps ? nil : ContingencyTable(rows)
    test = table?.chiSquaredTest()
    exactP = test == nil ? nil : table?.fisherExactTest()
    simulatedP = test?.isSparse == true && exactP == nil ? table?.monteCarloTest()?.p : nil
  }

  /// The chi-squared test of weighted shares, as if of so many answers as the weighted ones are worth.
  ///
  /// The first-order correction of Rao and Scott (1984), "On chi-squared tests for multiway contingency tables with
  /// cell proportions estimated from survey data", Annals of Statistics 12, pp. 46–60, with Kish's design effect of
  /// unequal weights for the mean of the design effects.
  private static func correctedTest(_ weighted: WeightedCounts, columns: Int) -> ChiSquaredTest? {
    guard let size = weighted.size.value, columns > 0 else { return nil }
    let scale = size / weighted.size.totalWeight
    let cells = weighted.cells.map { $0.value * scale }
    let rows = stride(from: 0, to: cells.count, by: columns).map { Array(cells[$0..<($0 + columns)]) }
    return ContingencyTable(rows)?.chiSquaredTest()
  }

  /// What splits, and the names of the columns of its groups.
  var breakdown: Breakdown { groups.breakdown }
  var columnNames: [String] { groups.keys.map { "\(breakdown.name)=\($0)" } }

  private var name: String { "\(question.id)-by-\(breakdown.name)" }
  private var overlaps: Bool { question.type == .selectMultiple || groups.overlap }

  var table: Table {
    let columns =
      [Column("choice", "Choice", .key), Column("label", "Answer", .text)]
      + groups.keys.indices.map { index in
        Column(
          columnNames[index], groups.labels[index], .count, counts: chosen(in: index),
          unweighted: unweighted(columnNames[index]))
      }
      + [Column("total", "All", .count, counts: chosen(in: nil), unweighted: unweighted("total"))]
      + groups.keys.indices.map { index in
        Column(
          columnNames[index] + ":share",
          "\(groups.labels[index]), share", .share,
          from: columnNames[index], counts: chosen(in: index), whole: answered(in: index),
          unweighted: unweighted(columnNames[index]))
      } + unweightedColumns
    let rows = question.choices.indices.map { row -> [Cell] in
      let range = (row * groups.count)..<((row + 1) * groups.count)
      let cells = figures.cells[range]
      return [.text(question.choices[row].id.rawValue), .text(question.choices[row].label.text)]
        + cells.map(Cell.number) + [.number(figures.rowTotals[row])]
        + zip(cells, figures.columnTotals).map { $1 == 0 ? .missing : .share(of: $0, in: $1) }
        + (figures.isWeighted ? (count.cells[range] + [count.rowTotals[row]]).map(Cell.count) : [])
    }
    return Table(
      name: name, title: "\(question.label.text) by \(breakdown.label)",
      base: Base(answered: count.answered, missing: count.missing, counts: answered(in: nil)),
      dimensions: [question.id.rawValue, breakdown.name], totals: Totals(columns: ["total"]),
      overlapping: overlaps,
      columns: columns, rows: rows, notes: notes)
  }

  /// How many forms there are behind each weighted cell.
  private var unweightedColumns: [Column] {
    guard figures.isWeighted else { return [] }
    return groups.keys.indices.map { index in
      Column(
        "\(columnNames[index]):unweighted", "\(groups.labels[index]), forms unweighted", .count,
        counts: chosen(in: index))
    } + [Column("total:unweighted", "All, forms unweighted", .count, counts: chosen(in: nil))]
  }

  private func unweighted(_ column: String) -> String? {
    figures.isWeighted ? "\(column):unweighted" : nil
  }

  /// Those of a group, or of any, who answered the question.
  private func answered(in group: Int?) -> Counted {
    .forms(where: [question.dimension: []]).and(group.map(groups.conditions) ?? groups.conditionsOfAny)
  }

  /// Of these, those who gave the answer of a row.
  private func chosen(in group: Int?) -> Counted {
    let mayTakeSeveral = question.type == .selectMultiple
    return Counted.forms(keys: ["choice": question.dimension + (mayTakeSeveral ? "/" : "")])
      .and(group.map(groups.conditions) ?? groups.conditionsOfAny)
  }

  /// "1,300"; with one decimal where it is weighted.
  func figureWords(_ figure: Double) -> String {
    Wording.decimal(figure, places: figure == figure.rounded() ? 0 : 1)
  }

  var measures: [Measure] {
    var measures = [Measure("n", table: name, value: Double(count.answered), counts: true)]
    if let size = count.weighted?.size {
      measures += [
        Measure("effective_n", table: name, value: size.value),
        Measure("design_effect", table: name, value: size.designEffect),
      ]
    }
    guard !overlaps else { return measures }
    measures += [
      Measure("chi_squared", table: name, value: test?.chiSquared),
      Measure("df", table: name, value: test.map { Double($0.degreesOfFreedom) }),
      Measure("p", table: name, value: test?.p), Measure("cramers_v", table: name, value: test?.cramersV),
    ]
    if let exactP { measures.append(Measure("fisher_p", table: name, value: exactP)) }
    if let simulatedP { measures.append(Measure("monte_carlo_p", table: name, value: simulatedP)) }
    return measures
  }

  private var notes: [String] {
    guard figures.isWeighted else { return testNotes }
    let weighted = "Weighted, but for the base and the last columns, which count forms."
    guard test != nil else { return [weighted] + testNotes }
    return [
      weighted,
      "The chi-squared test is on weighted shares, as of the effective number of answers (Rao and Scott's first-order "
        + "correction with Kish's design effect).",
    ] + testNotes
  }

  private var testNotes: [String] {
    if overlaps { return ["Several answers were possible, so no test is made."] }
    guard let test else { return ["Too few answers to compare."] }
    guard test.cellsExpectedBelowFive > 0 else { return [] }
    let words = Wording.compared(test.cellsExpectedBelowFive, test.cells)
    let warning =
      "In \(words[0]) of \(words[1]) cells fewer than five answers were to be expected; the chi-squared test needs more."
    if exactP != nil { return [warning + " Fisher's exact p holds all the same."] }
    return [simulatedP == nil ? warning : warning + " The simulated p holds all the same."]
  }

  /// The p by which it is decided whether groups differ: the exact one, else the simulated, else the chi-squared one.
  var decidingP: Double? { isTooFew ? nil : test.map { exactP ?? simulatedP ?? $0.p } }

  /// Whether the answers, or what the weighted ones are worth, are too few for a verdict.
  private var isTooFew: Bool {
    count.answered < smallestBase || count.weighted?.size.value.map { $0 < Double(smallestBase) } ?? false
  }

  /// Whether groups differ beyond chance, and how much.
  var statement: Statement? {
    guard let test else { return nil }
    let subject = "Answers to “\(question.label.text)” by “\(breakdown.label)”"
    let base = "\(Wording.numeral(count.answered)) answered both"
    guard let p = decidingP else {
      return Statement("\(subject): \(Wording.tooFewToSay); \(base).", values: totalReference)
    }
    let verdict =
      p < 0.05
      ? "\(subject) differ more than chance would explain: \(strengthWords(test.cramersV)), Cramér's V "
        + "\(hundredths(test.cramersV)); \(base)."
      : "\(subject) differ no more than chance would explain; \(base)."
    guard !question.choices.isEmpty else { return nil }
    return Statement(verdict, role: .detail, values: totalReference)
  }

  private var totalReference: [String: CellReference] {
    guard let first = question.choices.first else { return [:] }
    return ["total": CellReference(table: name, row: first.id.rawValue, column: "total")]
  }

  /// Cohen (1988), "Statistical Power Analysis for the Behavioral Sciences", section 7.2, for one degree of freedom.
  private func strengthWords(_ cramersV: Double) -> String {
    switch cramersV {
    case ..<0.1: "a very small difference"
    case ..<0.3: "a small difference"
    case ..<0.5: "a moderate difference"
    default: "a large difference"
    }
  }

  private func hundredths(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
  }
}
