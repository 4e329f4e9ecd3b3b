import EngageAnalysis
import EngageModel
import EngageReport
import EngageStatistics

/// The table, the finding and the chart of one question.
struct FrequencyTable {
  private static let mostBars = 25

  let question: Question
  let count: AnswerCount
  /// What is shown: numbers of forms, or their weights.
  private let figures: AnswerFigures
  private let smallestBase: Int

  /// - Parameter smallestBase: below it no answer is told as the most common one.
  init(question: Question, count: AnswerCount, smallestBase: Int) {
    self.question = question
    self.count = count
    self.smallestBase = smallestBase
    figures = AnswerFigures(count)
  }

  private var label: String { question.label.text }
  private var base: Base {
    Base(answered: count.answered, missing: count.notAnswered, counts: meaning.answered)
  }
  private var meaning: AnswerMeaning { AnswerMeaning(question) }
  private var unweightedName: String? { figures.isWeighted ? "unweighted" : nil }

  /// The columns of rows by answer.
  private func columns(counting part: Counted) -> [Column] {
    [
      Column("choice", "Choice", .key), Column("label", "Answer", .text),
      Column("responses", "Responses", .count, counts: part, unweighted: unweightedName),
      Column(
        "share", "Share", .share, from: "responses", counts: part, whole: meaning.answered,
        unweighted: unweightedName),
    ]
  }

  /// A row for each choice in survey order, or for each number from the lowest.
  var table: Table {
    let columns =
      columns(counting: meaning.chosen) + placeColumns + unweightedColumn(meaning.chosen)
      + unweightedPlaceColumns
    let rows = answers.enumerated().map { index, answer in
      [
        Cell.text(answer.key), .text(answer.label), .number(answer.figure),
        .share(of: answer.figure, in: figures.answered),
      ] + placeCells(of: index) + unweighted(answer.count) + unweightedPlaces(of: index)
    }
    return Table(
      name: question.id.rawValue, title: label, base: base, dimensions: [question.id.rawValue],
      overlapping: [.selectMultiple, .rank].contains(question.type), columns: columns, rows: rows,
      notes: notes)
  }

  /// How many forms there are behind a weighted figure.
  private func unweightedColumn(_ counted: Counted) -> [Column] {
    figures.isWeighted ? [Column("unweighted", "Forms, unweighted", .count, counts: counted)] : []
  }

  private func unweighted(_ count: Int) -> [Cell] { figures.isWeighted ? [.count(count)] : [] }

  /// A column for each place of a ranking, then the mean place.
  private var placeColumns: [Column] {
    guard question.type == .rank else { return [] }
    return question.choices.indices.map { index in
      let name = "place_\(index + 1)"
      return Column(
        name, "Ranked \(NumberWriting.ordinal(index + 1))", .count, counts: meaning.ranked(index + 1),
        unweighted: figures.isWeighted ? name + ":unweighted" : nil)
    } + [Column("mean_place", "Mean place", .number)]
  }

  /// How many forms there are behind the weighted figure of each place.
  private var unweightedPlaceColumns: [Column] {
    guard question.type == .rank, figures.isWeighted else { return [] }
    return question.choices.indices.map { index in
      Column(
        "place_\(index + 1):unweighted", "Ranked \(NumberWriting.ordinal(index + 1)), forms unweighted",
        .count,
        counts: meaning.ranked(index + 1))
    }
  }

  private func unweightedPlaces(of choice: Int) -> [Cell] {
    guard question.type == .rank, figures.isWeighted else { return [] }
    return question.choices.indices.map { .count(count.places[choice * question.choices.count + $0]) }
  }

  private func placeCells(of choice: Int) -> [Cell] {
    guard question.type == .rank else { return [] }
    return figures.places(of: choice).map(Cell.number) + [
      figures.meanPlace(of: choice).map(Cell.number) ?? .missing
    ]
  }

  /// A row for each group of choices merged for reporting; `nil` if the question has none.
  var groupedTable: Table? {
    guard !question.choiceGroups.isEmpty else { return nil }
    return Table(
      name: question.id.rawValue + "-grouped", title: label + " (grouped)", base: base,
      dimensions: [question.id.rawValue], overlapping: question.type == .selectMultiple,
      columns: columns(counting: meaning.grouped) + unweightedColumn(meaning.grouped),
      rows: question.choiceGroups.indices.map { index in
        let group = question.choiceGroups[index]
        return [
          .text(group.id.rawValue), .text(group.label.text), .number(figures.groups[index]),
          .share(of: figures.groups[index], in: figures.answered),
        ] + unweighted(count.groups[index])
      })
  }

  /// Each with the forms that gave it, and the figure that is shown.
  private var answers: [(key: String, label: String, count: Int, figure: Double)] {
    if question.type.isNumeric {
      return count.numbers.sorted { $0.key < $1.key }.map { number, responses in
        let written = NumberWriting.words(for: number, of: question.type)
        return (written, written, responses, count.weighted?.numbers[number]?.value ?? Double(responses))
      }
    }
    return question.choices.indices.map { index in
      let choice = question.choices[index]
      return (choice.id.rawValue, choice.label.text, count.choices[index], figures.choices[index])
    }
  }

  private var notes: [String] {
    var notes: [String] = []
    if question.type == .selectMultiple { notes.append("People could choose several answers.") }
    if question.type == .rank {
      notes.append("The mean place is over those who ranked the answer at all; 1 is the best.")
    }
    if figures.isWeighted {
      notes.append("Responses and shares are weighted; the base, and the last column, count forms.")
    }
    if count.notAsked > 0 { notes.append("Not asked: \(Wording.number(count.notAsked)).") }
    if count.tables > 0 {
      notes.append(
        "Answers in the notes of \(Wording.count(count.tables, "table", "tables")) are not counted here.")
    }
    return notes
  }

  /// The answer given most often (of a ranking: ranked first most often), if it is one and no number.
  private var leader: (key: String, label: String, count: Int, figure: Double)? {
    guard !question.type.isNumeric, question.choices.count > 1, count.answered >= smallestBase else {
      return nil
    }
    let isRank = question.type == .rank
    let shown = isRank ? figures.firsts : figures.choices
    // Weights that differ by the last digit tie.
    guard let most = shown.max(), most > 0, shown.count(where: { $0 > most * (1 - 1e-9) }) == 1,
      let index = shown.firstIndex(of: most)
    else { return nil }
    let forms = isRank ? count.places[index * question.choices.count] : count.choices[index]
    return (question.choices[index].id.rawValue, question.choices[index].label.text, forms, most)
  }

  /// "41 of 58 (71%)"; weighted "68% by weight (41 of 58 forms)", without a percentage of few.
  private func part(
    _ forms: Int, _ figure: Double, of base: (forms: Int, figure: Double)? = nil
  ) -> String {
    let base = base ?? (count.answered, figures.answered)
    guard figures.isWeighted else { return Wording.part(forms, of: base.forms) }
    let counted = "\(Wording.numeral(forms)) of \(Wording.numeral(base.forms)) forms"
    guard base.forms >= Wording.smallestPercentageBase, base.figure > 0 else { return counted }
    return "\(Wording.percent(figure, of: base.figure)) by weight (\(counted))"
  }

  /// Whether the target was reached, then the most common answer; of few answers, that they are few.
  var findings: [Statement] {
    guard count.answered < smallestBase else { return [targetFinding, finding].compactMap { $0 } }
    guard count.answered > 0, !question.type.isNumeric, let first = question.choices.first else { return [] }
    return [
      Statement(
        "“\(label)”: \(Wording.tooFewToSay); \(Wording.number(count.answered)) answered.",
        values: [
          "n": CellReference(table: question.id.rawValue, row: first.id.rawValue, column: "responses")
        ])
    ]
  }

  /// "The most common answer to “…” was “…”: 41 of 58 (71%)."
  private var finding: Statement? {
    guard let leader else { return nil }
    let part = part(leader.count, leader.figure)
    let reference = { CellReference(table: question.id.rawValue, row: leader.key, column: $0) }
    if question.type == .rank {
      return Statement(
        "Most often ranked first under “\(label)” was “\(leader.label)”: by \(part).", role: .finding,
        values: ["n": reference("place_1")])
    }
    return Statement(
      "The most common answer to “\(label)” was “\(leader.label)”: \(part).", role: .finding,
      values: ["n": reference("responses"), "share": reference("share")])
  }

  /// "The target of at least 95% was reached: 57 of 58 (98%) answered “Agree” or “Strongly agree”."
  private var targetFinding: Statement? {
    guard let target = question.target, question.type.isSingleChoice else { return nil }
    func sum(_ chosen: [Int]) -> (forms: Int, figure: Double) {
      (chosen.reduce(0) { $0 + count.choices[$1] }, chosen.reduce(0) { $0 + figures.choices[$1] })
    }
    let chosen = question.choices.indices.filter { target.choices.contains(question.choices[$0].id) }
    // "Don't know" beside a scale is not in the base, unless the target itself names it.
    let namesUnscored = chosen.contains { !question.choices[$0].scored }
    let base = sum(question.choices.indices.filter { question.choices[$0].scored || namesUnscored })
    guard base.forms > 0 else { return nil }
    let reached = sum(chosen)
    // 0.55 × 100 is a little over 55 in binary.
    let isReached = reached.figure >= target.share * base.figure - 1e-9
    let labels = chosen.map { "“\(question.choices[$0].label.text)”" }
    let names = chosen.map { question.choices[$0].id.rawValue }
    return Statement(
      "The target for “\(label)”, at least \(percent(target.share)), was \(isReached ? "" : "not ")reached: "
        + "\(part(reached.forms, reached.figure, of: base)) answered \(labels.joined(separator: " or ")).",
      role: .finding,
      values: Dictionary(
        names.map { ($0, CellReference(table: question.id.rawValue, row: $0, column: "responses")) },
        uniquingKeysWith: { first, _ in first }))
  }

  private func percent(_ share: Double) -> String {
    let tenths = Int((share * 1000).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)%" : "\(tenths / 10).\(tenths % 10)%"
  }

  /// Bars for the choices; `nil` where there is nothing to compare.
  func chart(in context: AnalysisContext) -> Chart? {
    guard count.answered > 0, (2...FrequencyTable.mostBars).contains(answers.count) else { return nil }
    let told = answers.prefix(8).map { "\($0.label): \(figureWords($0.figure))" }.joined(separator: "; ")
    return Chart(
      name: question.id.rawValue, table: question.id.rawValue, category: "label", series: ["responses"],
      title: chartTitle,
      subtitle: context.chartSubtitle(label, base: "\(Wording.numeral(count.answered)) answered"),
      alt: "Bar chart of the answers to “\(label)”. \(told)\(answers.count > 8 ? "; and others" : "").")
  }

  private func figureWords(_ figure: Double) -> String {
    Wording.decimal(figure, places: figure == figure.rounded() ? 0 : 1)
  }

  /// The finding, or the question where there is none, in at most ten words.
  private var chartTitle: String {
    let finding = leader.map {
      "\(question.type == .rank ? "Most often ranked first" : "Most common answer"): \($0.label)"
    }
    return [finding, label].compactMap { $0 }.first { Wording.wordCount($0) <= 10 } ?? "What people answered"
  }
}

/// Numbers as keys and labels.
enum NumberWriting {
  /// `20` for 20.0; dates as `2019-09-24`, times as `14:30`.
  static func words(for number: Double, of type: QuestionType) -> String {
    switch type {
    case .date: CalendarDate(daysSince1970: Int(number)).description
    case .time: "\(padded(Int(number) / 3600)):\(padded(Int(number) / 60 % 60))"
    default:
      if let whole = Int(exactly: number) { String(whole) } else { String(number) }
    }
  }

  /// "1st", "2nd", "3rd", "11th", "21st".
  static func ordinal(_ number: Int) -> String {
    let ending =
      switch (number % 10, number % 100) {
      case (_, 11...13): "th"
      case (1, _): "st"
      case (2, _): "nd"
      case (3, _): "rd"
      default: "th"
      }
    return "\(number)\(ending)"
  }

  private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
