import EngageAnalysis
import EngageModel
import EngageReport
import EngageStatistics

/// What is told of the weights.
struct WeightTables {
  let analysis: Weights
  let tally: WeightTally

  private var size: EffectiveSampleSize { tally.size }
  private var mean: Double? { size.count > 0 ? size.totalWeight / Double(size.count) : nil }

  /// How many forms there are, what they are worth, and how far their weights differ.
  var spread: Table {
    let rows: [(String, String, Double?)] = [
      ("forms", "Forms", Double(size.count)), ("effective", "Effective number of forms", size.value),
      ("design_effect", "Design effect", size.designEffect), ("sum", "Sum of weights", size.totalWeight),
      ("mean", "Mean weight", mean), ("smallest", "Smallest weight", tally.quantile(0)),
      ("lower_quartile", "Lower quartile", tally.quantile(0.25)),
      ("median", "Median weight", tally.quantile(0.5)),
      ("upper_quartile", "Upper quartile", tally.quantile(0.75)),
      ("largest", "Largest weight", tally.quantile(1)),
    ]
    return Table(
      name: "weights", title: "Weights of the forms",
      base: Base(answered: size.count, missing: nil, counts: .forms()),
      columns: [
        Column("figure", "Name", .key), Column("label", "Figure", .text), Column("value", "Value", .number),
      ],
      rows: rows.map { [.text($0), .text($1), .number(orMissing: $2)] },
      counts: ["forms": ["value": .forms()]])
  }

  /// A row for each cell of a margin: before, after, wanted.
  func margin(_ index: Int) -> Table {
    let margin = analysis.margins[index]
    let counted = tally.margins[index]
    let forms = counted.counts.reduce(0, +)
    var weights = WeightSum()
    for weight in counted.weights { weights.merge(weight) }
    let total = weights.value
    let names = margin.questions.map(\.id.rawValue)
    let whole = margin.conditionsOfAnyCell.map { Counted.forms(where: $0) }
    func key(_ cell: Int) -> String {
      margin.margin.cells[cell].choices.map(\.rawValue).joined(separator: " / ")
    }
    let counts = Dictionary(
      margin.margin.cells.indices.map {
        (key($0), ["responses": Counted.forms(where: margin.conditions(ofCell: $0))])
      }, uniquingKeysWith: { first, _ in first })
    return Table(
      name: "margin-" + names.joined(separator: "-x-"),
      title: margin.questions.map(\.label.text).joined(separator: " × "),
      base: Base(answered: forms, missing: counted.outside, counts: whole), dimensions: names,
      columns: [
        Column("choice", "Choice", .key), Column("label", "Answer", .text),
        Column("responses", "Forms", .count),
        Column("share", "Share", .share, from: "responses", whole: whole),
        Column("weighted_share", "Share by weight", .proportion),
        Column("target", "Share wanted", .proportion),
      ],
      rows: margin.margin.cells.indices.map { cell in
        let people = margin.margin.cells[cell].people
        return [
          .text(key(cell)),
          .text(margin.labels(ofCell: cell).joined(separator: ", ")), .count(counted.counts[cell]),
          .share(counted.counts[cell], of: forms),
          .number(orMissing: total > 0 ? counted.weights[cell].value / total : nil),
          .number(orMissing: margin.people > 0 ? people / margin.people : nil),
        ]
      }, counts: counts,
      notes: counted.outside == 0
        ? []
        : [
          "\(Wording.sentence(Wording.count(counted.outside, "form", "forms"))) without an answer that the population "
            + "has figures for: not in this table."
        ])
  }

  var measures: [Measure] {
    [
      Measure("n", table: "weights", value: Double(size.count), counts: true),
      Measure("effective_n", table: "weights", value: size.value),
      Measure("design_effect", table: "weights", value: size.designEffect),
    ]
  }

  var statement: Statement {
    let reference = { CellReference(table: "weights", row: $0, column: "value") }
    let forms = Wording.count(size.count, "form", "forms")
    guard size.count > 0 else { return Statement("There is no form to weight.") }
    guard analysis.weighting != nil else {
      return Statement(
        "The report is not weighted: each of \(forms) counts as one.", values: ["n": reference("forms")])
    }
    guard let effective = size.value, let effect = size.designEffect else {
      return Statement(
        "The weights of all forms are zero: nothing can be said.", values: ["n": reference("forms")])
    }
    let values = [
      "n": reference("forms"), "effective": reference("effective"), "effect": reference("design_effect"),
    ]
    let worth =
      "\(Wording.sentence(forms)), weighted, \(size.count == 1 ? "tells" : "tell") as much as "
      + "\(Wording.decimal(effective, places: 1)) unweighted ones would (design effect "
      + "\(Wording.decimal(effect, places: 2)))"
    let few =
      effective < Double(analysis.smallestBase) ? ": \(Wording.tooFewToSay) what weighted results mean" : ""
    return Statement(worth + few + ".", values: values)
  }

  var notes: [String] {
    var notes = [
      "Forms only. The effective number of forms is Kish's: the square of the sum of the weights, divided by the sum "
        + "of their squares. Weights describe those who answered in other proportions; they know nothing of those "
        + "who did not."
    ]
    if let population = analysis.population, !analysis.margins.isEmpty {
      notes.append(
        "Shares wanted are those of \(population.title)" + (population.source.map { " (\($0))." } ?? "."))
    }
    return notes + warnings
  }

  private var warnings: [String] {
    guard let mean, mean > 0 else { return [] }
    func forms(_ isMeant: (Double) -> Bool) -> Int {
      tally.forms.reduce(0) { $0 + (isMeant($1.key) ? $1.value : 0) }
    }
    let times = Wording.decimal(
      analysis.extreme, places: analysis.extreme == analysis.extreme.rounded() ? 0 : 1)
    let high = forms { $0 > mean * analysis.extreme }
    let low = forms { $0 > 0 && $0 < mean / analysis.extreme }
    let zero = forms { $0 == 0 }
    var warnings: [String] = []
    if high > 0 {
      warnings.append(
        "\(Wording.sentence(Wording.count(high, "form weighs", "forms weigh"))) more than \(times) times the mean: what "
          + "a few people said counts for many. A cap (rake:…:cap=\(times)) or fewer margins would help.")
    }
    if low > 0 {
      warnings.append(
        "\(Wording.sentence(Wording.count(low, "form weighs", "forms weigh"))) less than the mean divided by \(times)."
      )
    }
    if zero > 0 {
      warnings.append(
        "\(Wording.sentence(Wording.count(zero, "form weighs", "forms weigh"))) nothing: not heard at all.")
    }
    return warnings
  }
}
