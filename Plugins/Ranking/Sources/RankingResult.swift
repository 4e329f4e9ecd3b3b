import EngageAnalysis
import EngageModel
import EngageReport
import EngageStatistics

/// The tables, findings and the chart of one ranking.
struct RankingResult {
  private static let mostBars = 25

  let question: Question
  /// By part.
  let ballots: [RankedBallots]
  let missing: Int
  let parts: ResultParts
  let smallestBase: Int
  let isWeighted: Bool

  /// Of all responses.
  var whole: RankedBallots { ballots[0] }
  private var name: String { question.id.rawValue }
  private var choices: Range<Int> { question.choices.indices }
  private var base: Base { Base(answered: whole.count, missing: missing, counts: answered) }
  /// Who ranked anything has a first choice: so that first choices add up to them, in groups too.
  private var answered: Counted {
    .forms(
      where: [question.dimension: []], alike: [.forms(where: [RankedPlaces(question).dimension(1): []])])
  }
  private var pairsName: String { "\(name)-pairs" }

  private func words(_ choice: Int) -> [Cell] {
    [.text(question.choices[choice].id.rawValue), .text(question.choices[choice].label.text)]
  }

  /// A row for each choice in survey order.
  var table: Table {
    Table(
      name: name, title: question.label.text, base: base, dimensions: [name], overlapping: true,
      columns: [Column("choice", "Choice", .key), Column("label", "Answer", .text)] + figureColumns(by: nil),
      rows: choices.map { words($0) + figures(of: $0, in: whole) })
  }

  /// Those who gave the choice of a row one of some places.
  private func placed(_ places: [Int], alike: [Counted] = [], by groups: BreakdownGroups?) -> Counted {
    let counted = Counted.forms(
      keys: ["choice": question.dimension + "/"], values: places.map(String.init), alike: alike)
    return groups.map { counted.by($0, key: "group") } ?? counted
  }

  private func figureColumns(by groups: BreakdownGroups?) -> [Column] {
    let first = placed(
      [1], alike: [.forms(keys: ["choice": RankedPlaces(question).dimension(1)])], by: groups)
    return [
      Column("first", "Ranked first", .count, counts: first),
      Column(
        "first_share", "Share ranked first", .share, from: "first", counts: first,
        whole: groups.map { answered.by($0, key: "group") } ?? answered,
        unweighted: isWeighted ? "first" : nil),
      Column("ranked", "Ranked at all", .count, counts: placed(choices.map { $0 + 1 }, by: groups)),
      Column("not_ranked", "Not ranked", .count, counts: placed([0], by: groups)),
      Column("borda", "Borda points", .number), Column("mean_points", "Mean points", .number),
      Column("mean_place", "Mean place", .number), Column("wins", "Others beaten", .number),
    ]
  }

  private func figures(of choice: Int, in ballots: RankedBallots) -> [Cell] {
    let answered = ballots.count
    let total = ballots.totalWeight
    return [
      .count(ballots.firsts[choice]),
      total > 0 ? .share(of: min(ballots.firstWeight(of: choice), total), in: total) : .missing,
      .count(ballots.ranked[choice]), .count(answered - ballots.ranked[choice]),
      answered > 0 ? .number(ballots.points(of: choice)) : .missing,
      .number(orMissing: total > 0 ? ballots.points(of: choice) / total : nil),
      .number(orMissing: ballots.meanPlace(of: choice)),
      answered > 0 ? .count(ballots.wins(of: choice)) : .missing,
    ]
  }

  /// How many placed the choice of the row above the choice of the column.
  var pairs: Table {
    Table(
      name: pairsName, title: question.label.text + " (two by two)", base: base, dimensions: [name],
      overlapping: true,
      columns: [Column("choice", "Choice", .key), Column("label", "Preferred", .text)]
        + question.choices.map { Column("over=\($0.id)", "to \($0.label.text)", .count) },
      rows: choices.map { one in
        words(one)
          + choices.map { other in other == one ? .missing : .count(whole.preferring(one, to: other)) }
      }, counts: preferences, unions: RankedPlaces(question).unions)
  }

  /// Of each two choices which one is preferred is a dimension of its own, `films:alien,jaws`; who has neither of them
  /// above the other has no value of it.
  private var preferences: [String: [String: Counted]] {
    let names = question.choices.map(\.id.rawValue)
    var counts: [String: [String: Counted]] = [:]
    for one in choices {
      for other in choices where other != one {
        counts[names[one], default: [:]]["over=\(names[other])"] =
          .forms(where: RankedPlaces(question).preferring(one, to: other))
      }
    }
    return counts
  }

  /// A row for each group and choice; `nil` where nothing is split.
  var byGroup: Table? {
    guard let groups = parts.groups else { return nil }
    let rows = groups.keys.indices.flatMap { group in
      choices.map { choice -> [Cell] in
        [
          .text(groups.keys[group]), .text(question.choices[choice].id.rawValue), .text(groups.labels[group]),
          .text(question.choices[choice].label.text), .count(ballots[group + 1].count),
        ] + figures(of: choice, in: ballots[group + 1])
      }
    }
    return Table(
      name: "\(name)-by-\(groups.breakdown.name)",
      title: "\(question.label.text) by \(groups.breakdown.label)",
      base: base, dimensions: [name, groups.breakdown.name], overlapping: true,
      columns: [
        Column("group", "Group name", .key), Column("choice", "Choice", .key),
        Column("group_label", groups.breakdown.label, .text), Column("label", "Answer", .text),
        Column("answered", "Answered", .count, counts: answered.by(groups, key: "group")),
      ] + figureColumns(by: groups), rows: rows)
  }

  private func label(_ choice: Int) -> String { "“\(question.choices[choice].label.text)”" }

  /// The choices with the largest figure, where it is above zero.
  private func leaders(_ figure: (Int) -> Double) -> [Int] {
    guard let most = choices.map(figure).max(), most > 0 else { return [] }
    return choices.filter { figure($0) == most }
  }

  /// What came first, what has most points, and what beats all others.
  func findings(tellsPairs: Bool) -> [Statement] {
    guard whole.count >= max(smallestBase, 1) else {
      guard let first = question.choices.first else { return [] }
      let answered = whole.count == 0 ? "nobody ranked anything" : "\(Wording.number(whole.count)) answered"
      return [
        Statement(
          "“\(question.label.text)”: \(answered), \(Wording.tooFewToSay).", role: .finding,
          values: ["n": CellReference(table: name, row: first.id.rawValue, column: "first")])
      ]
    }
    return [firstFinding, pointsFinding, tellsPairs ? pairsFinding : nil].compactMap { $0 }
  }

  private var firstFinding: Statement? {
    let leaders = leaders { Double(whole.firsts[$0]) }
    guard let leader = leaders.first, leaders.count < choices.count || choices.count == 1 else { return nil }
    let part = Wording.part(whole.firsts[leader], of: whole.count)
    let by =
      leaders.count == 1 ? "was \(label(leader)): by \(part)" : "were \(list(leaders)): each by \(part)"
    return Statement(
      "Most often ranked first under “\(question.label.text)” \(by).", role: .finding,
      values: ["n": CellReference(table: name, row: question.choices[leader].id.rawValue, column: "first")])
  }

  private var pointsFinding: Statement? {
    let leaders = leaders { whole.points(of: $0) }
    guard let leader = leaders.first, leaders.count < choices.count else { return nil }
    let subject = leaders.count == 1 ? "\(label(leader)) has" : "\(list(leaders)) have"
    return Statement(
      "\(subject) the most points when all places count (Borda).", role: .detail,
      values: [
        "points": CellReference(table: name, row: question.choices[leader].id.rawValue, column: "borda")
      ])
  }

  private var pairsFinding: Statement? {
    guard choices.count > 2, let first = question.choices.first else { return nil }
    guard let winner = whole.condorcetWinner else {
      return Statement(
        "Set against each other two by two, no choice under “\(question.label.text)” beats every other.",
        role: .detail, values: ["wins": CellReference(table: name, row: first.id.rawValue, column: "wins")])
    }
    return Statement(
      "Set against each other two by two, \(label(winner)) beats every other choice.", role: .detail,
      values: ["wins": CellReference(table: name, row: question.choices[winner].id.rawValue, column: "wins")])
  }

  private func list(_ choices: [Int]) -> String { Wording.list(choices.map(label)) }

  /// Bars of first choices; `nil` where there is nothing to compare.
  func chart(in context: AnalysisContext) -> Chart? {
    guard whole.count > 0, (2...RankingResult.mostBars).contains(choices.count) else { return nil }
    let leaders = leaders { Double(whole.firsts[$0]) }
    let finding =
      whole.count >= smallestBase && leaders.count == 1
      ? "Most often ranked first: \(question.choices[leaders[0]].label.text)" : nil
    let title = [finding, question.label.text].compactMap { $0 }.first { Wording.wordCount($0) <= 10 }
    let told = choices.prefix(8).map { choice in
      "\(question.choices[choice].label.text): \(Wording.numeral(whole.firsts[choice]))"
    }
    return Chart(
      name: name, table: name, category: "label", series: ["first"],
      title: title ?? "What people ranked first",
      subtitle: context.chartSubtitle(question.label.text, base: "\(Wording.numeral(whole.count)) answered"),
      alt:
        "Bar chart of first choices. \(told.joined(separator: "; "))\(choices.count > 8 ? "; and others" : "")."
    )
  }
}
