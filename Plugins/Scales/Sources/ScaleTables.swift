import EngageAnalysis
import EngageModel
import EngageReport
import EngageStatistics

/// The tables and charts of some scales.
enum ScaleTables {
  static func summary(of figures: [ScaleFigures]) -> Table {
    Table(
      name: "scales", title: Scales.manifest.title, dimensions: figures.map(\.question.id.rawValue),
      columns: [Column("question", "Name", .key), Column("label", "Question", .text)]
        + columns(
          ScaleMeaning(figures.map(\.question)), isWeighted: figures.contains(where: \.isWeighted)),
      rows: figures.map { [.text($0.question.id.rawValue), .text($0.question.label.text)] + cells(of: $0) })
  }

  /// A row for each scale and group.
  static func byGroup(
    _ scales: [Question], _ tally: ScaleTally, _ groups: BreakdownGroups, smallestBase: Int
  ) -> Table {
    let figures = zip(scales, tally.groups).flatMap { scale, counts in
      counts.indices.map { group in
        (group: group, scale: ScaleFigures(scale, counts[group], isWeighted: tally.isWeighted))
      }
    }
    let rows = figures.map { group, scale -> [Cell] in
      [
        .text(scale.question.id.rawValue), .text(scale.question.label.text), .text(groups.keys[group]),
        .text(groups.labels[group]),
      ] + cells(of: scale)
    }
    var notes: [String] = []
    if figures.contains(where: { $0.scale.answered < smallestBase }) {
      notes.append(
        "Where fewer than \(Wording.number(smallestBase)) answered on the scale, it is \(Wording.tooFewToSay) how a "
          + "group differs from others.")
    }
    if groups.overlap { notes.append("Somebody may be in several of these groups.") }
    return Table(
      name: "scales-by-\(groups.breakdown.name)", title: "Answers on scales by \(groups.breakdown.label)",
      dimensions: scales.map(\.id.rawValue) + [groups.breakdown.name], overlapping: groups.overlap,
      columns: [
        Column("question", "Name", .key), Column("title", "Question", .text), Column("group", "Group", .key),
        Column("label", groups.breakdown.label, .text),
      ] + columns(ScaleMeaning(scales, by: groups), isWeighted: tally.isWeighted), rows: rows, notes: notes)
  }

  private static func columns(_ meaning: ScaleMeaning, isWeighted: Bool) -> [Column] {
    let positive = meaning.counted(ScaleFigures.isPositive)
    let negative = meaning.counted(ScaleFigures.isNegative)
    let answered = meaning.counted { $0.scores[$1] != nil }
    return [
      Column("answered", "Answered", .count, counts: answered),
      Column("mean", "Mean", .number), Column("sd", "Standard deviation", .number),
      Column("median", "Median", .number),
      Column(
        "positive", "Positive", .share, counts: positive, whole: answered,
        unweighted: isWeighted ? "unweighted_positive" : nil),
      Column(
        "negative", "Negative", .share, counts: negative, whole: answered,
        unweighted: isWeighted ? "unweighted_negative" : nil),
      Column(
        "not_scored", "Not on the scale", .count,
        counts: meaning.counted { $0.scores[$1] == nil }),
    ]
      + (isWeighted
        ? [
          Column("unweighted_positive", "Positive, forms unweighted", .count, counts: positive),
          Column("unweighted_negative", "Negative, forms unweighted", .count, counts: negative),
        ] : [])
  }

  private static func cells(of scale: ScaleFigures) -> [Cell] {
    [
      .count(scale.answered), .number(orMissing: scale.mean), .number(orMissing: scale.standardDeviation),
      .number(orMissing: scale.median), share(scale.positive.figure, of: scale),
      share(scale.negative.figure, of: scale), .count(scale.unscored),
    ] + (scale.isWeighted ? [.count(scale.positive.forms), .count(scale.negative.forms)] : [])
  }

  private static func share(_ part: Double, of scale: ScaleFigures) -> Cell {
    scale.base == 0 ? .missing : .share(of: min(part, scale.base), in: scale.base)
  }

  /// Scales that offer the same choices, in the order of the first of each.
  static func sameChoices(_ figures: [ScaleFigures]) -> [[ScaleFigures]] {
    var groups: [[ScaleFigures]] = []
    for scale in figures {
      if let index = groups.firstIndex(where: { $0[0].question.choices == scale.question.choices }) {
        groups[index].append(scale)
      } else {
        groups.append([scale])
      }
    }
    return groups
  }

  /// A row for each scale, a column for each choice on it, then those beside it ("don't know"): what the stacked
  /// bars are made of.
  static func answers(of group: [ScaleFigures], title: String) -> Table {
    let choices = group[0].question.choices
    let beside = choices.filter { !$0.scored }.map(\.label.text)
    let isWeighted = group.contains(where: \.isWeighted)
    let unscored = choices.filter { !$0.scored }.map(\.id.rawValue)
    func column(_ name: String, _ label: String, _ values: [String]) -> Column {
      Column(
        name, label, .count, counts: .forms(keys: ["question": "@"], values: values),
        unweighted: isWeighted ? "\(name):unweighted" : nil)
    }
    func unweighted(_ column: Column) -> Column {
      Column("\(column.name):unweighted", "\(column.label), forms unweighted", .count, counts: column.counts)
    }
    let besideColumn =
      beside.isEmpty ? [] : [column("not_scored", beside.joined(separator: " / "), unscored)]
    let total = column("total", "All answers", [])
    return Table(
      name: "answers-\(group[0].question.id)",
      title: title,
      dimensions: group.map(\.question.id.rawValue), totals: Totals(columns: ["total"]),
      columns: [Column("question", "Name", .key), Column("label", "Question", .text)]
        + choices.filter(\.scored).map { column($0.id.rawValue, $0.label.text, [$0.id.rawValue]) }
        + besideColumn + [total]
        + (isWeighted
          ? choices.map { unweighted(column($0.id.rawValue, $0.label.text, [$0.id.rawValue])) }
            + (besideColumn + [total]).map(unweighted) : []),
      rows: group.map { scale in
        let scored = zip(choices, scale.figures).filter(\.0.scored).map { Cell.number($0.1) }
        return [.text(scale.question.id.rawValue), .text(scale.question.label.text)] + scored
          + (beside.isEmpty ? [] : [.number(scale.unscoredFigure)]) + [.number(scale.figures.reduce(0, +))]
          + (isWeighted
            ? (scale.counts + (beside.isEmpty ? [] : [scale.unscored]) + [scale.counts.reduce(0, +)])
              .map(Cell.count) : [])
      })
  }

  static func chart(of group: [ScaleFigures], table: Table, smallestBase: Int, in context: AnalysisContext)
    -> Chart?
  {
    guard group.contains(where: { $0.answered > 0 }) else { return nil }
    let told = group.map { scale in
      "\(scale.question.label.text): \(Wording.numeral(scale.positive.forms)) of \(Wording.numeral(scale.answered)) positive"
    }
    let answered = group.map(\.answered)
    let least = answered.min() ?? 0
    let most = answered.max() ?? 0
    let base =
      least == most
      ? "\(Wording.numeral(most)) answered on the scale"
      : "\(Wording.numeral(least)) to \(Wording.numeral(most)) answered on the scale"
    return Chart(
      name: table.name, kind: .stackedBar, table: table.name, category: "label",
      series: group[0].question.choices.filter(\.scored).map(\.id.rawValue),
      beside: table.index(of: "not_scored") == nil ? [] : ["not_scored"],
      title: title(of: group, table: table, smallestBase: smallestBase),
      subtitle: context.chartSubtitle(table.title, base: base),
      alt: "Bars of 100 per cent, one for each question. \(told.joined(separator: "; ")).")
  }

  /// The finding where one scale is told and enough answered, else the subject; at most ten words.
  private static func title(of group: [ScaleFigures], table: Table, smallestBase: Int) -> String {
    guard group.count == 1, let scale = group.first, scale.answered >= smallestBase else {
      return [table.title, ScaleTitle.ends(of: group)].first { Wording.wordCount($0) <= 10 }
        ?? "Answers on the same scale"
    }
    if scale.positive.figure > scale.negative.figure {
      return "More answers on the positive side than on the negative"
    }
    if scale.positive.figure < scale.negative.figure {
      return "More answers on the negative side than on the positive"
    }
    let label = scale.question.label.text
    return Wording.wordCount(label) <= 10 ? label : "As many positive as negative answers"
  }
}
