import EngageAnalysis
import EngageModel
import EngageReport

/// What was heard against who came, as far as it can be said: people at tables fill in forms too.
struct Reconciliation {
  private let event: Event
  private let key: String
  private let returns: ReturnCount
  /// `nil` where it is not known exactly of every session.
  private let attended: Int?
  private let approximately: Quantity?
  /// `nil` where there are tables and not one was counted.
  private let atTables: Int?
  private let heard: HeardRange

  /// `nil` where nothing came back.
  init?(_ figures: EventFigures) {
    let sum = figures.sum
    guard !sum.returns.isEmpty else { return nil }
    event = figures.event
    key = figures.event.id.rawValue
    returns = sum.returns
    attended = sum.exactlyAttended
    approximately = figures.uncounted.isEmpty ? sum.attended : nil
    atTables = sum.returns.peopleAtTables
    heard = HeardRange(
      returns: sum.returns, attended: sum.exactlyAttended, overlap: figures.event.overlap)
  }

  static func table(of reconciliations: [Reconciliation], severalEvents: Bool) -> Table {
    Table(
      name: "reconciliation", title: "Who came and who was heard", dimensions: ["session"],
      columns: [
        Column("figure", "Name", .key), Column("label", "Figure", .text),
        Column("people", "People", .quantity),
      ],
      rows: reconciliations.flatMap { $0.rows(severalEvents: severalEvents) },
      counts: reconciliations.reduce(into: [:]) { counts, next in
        counts.merge(next.counts(severalEvents)) { own, _ in own }
      })
  }

  /// Whom the figures of the event's rows count; how many were heard at least and at most is reckoned, not counted.
  private func counts(_ severalEvents: Bool) -> [String: [String: Counted]] {
    let atEvent = severalEvents ? ["event": [key]] : [:]
    let counted: [(row: String, counted: Counted)] = [
      ("attended", Counted(Counted.attended, where: atEvent)), ("forms", .forms(where: atEvent)),
      ("at_tables", Counted(Counted.peopleAtTables, where: atEvent)),
    ]
    return Dictionary(
      counted.map { (rowKey($0.row, severalEvents), ["people": $0.counted]) },
      uniquingKeysWith: { first, _ in first })
  }

  private func rowKey(_ name: String, _ severalEvents: Bool) -> String {
    severalEvents ? "\(key)/\(name)" : name
  }

  private func rows(severalEvents: Bool) -> [[Cell]] {
    let rows: [(name: String, label: String, people: Int?)] = [
      ("attended", "Came", attended), ("forms", "Handed in a form", returns.forms),
      (
        "at_tables", returns.uncountedTables > 0 ? "Sat at tables, as far as counted" : "Sat at tables",
        atTables
      ),
      ("heard_at_least", "Heard, at least", heard.atLeast), ("heard_at_most", "Heard, at most", heard.atMost),
      ("not_heard_at_least", "Not heard, at least", heard.unheard?.lowerBound),
      ("not_heard_at_most", "Not heard, at most", heard.unheard?.upperBound),
    ]
    return rows.map { name, label, people in
      [
        .text(rowKey(name, severalEvents)), .text(severalEvents ? "\(event.title): \(label)" : label),
        people.map(Cell.count) ?? .missing,
      ]
    }
  }

  /// "From 147 people, 61 forms came back (41%), and 131 people sat at 19 tables. Some did both, so the two are
  /// never added up: between 131 and 147 of the 147 were heard."
  func statement(severalEvents: Bool) -> Statement {
    var sentences = [Wording.sentence(cameBack) + "."]
    if heard.contradicts {
      sentences.append("That is more than came: one of the figures can't be right.")
    } else if let overlap {
      sentences.append("\(overlap): \(heardWords).")
    }
    let text = sentences.joined(separator: " ")
    let lowered = text.prefix(1).lowercased() + text.dropFirst()
    let figures = ["attended", "forms", "at_tables", "heard_at_least", "heard_at_most"]
    return Statement(
      severalEvents ? "\(event.title): \(lowered)" : text, role: .lead,
      values: Dictionary(
        uniqueKeysWithValues: figures.map { name in
          (name, CellReference(table: "reconciliation", row: rowKey(name, severalEvents), column: "people"))
        }))
  }

  private var cameBack: String {
    let from =
      (attended.map { Quantity($0) } ?? approximately).map { "from \(Wording.people($0))" } ?? "in all"
    var parts: [String] = []
    if returns.forms > 0 {
      var forms = "\(Wording.count(returns.forms, "form", "forms")) came back"
      if let attended, attended >= Wording.smallestPercentageBase, returns.forms <= attended {
        forms += " (\(Wording.percent(returns.forms, of: attended)))"
      }
      parts.append(forms)
    }
    if returns.tables > 0 { parts.append(atTablesWords) }
    return "\(from), \(parts.joined(separator: ", and "))"
  }

  private var atTablesWords: String {
    let counted = returns.tables - returns.uncountedTables
    guard counted > 0 else {
      return "\(Wording.count(returns.tables, "table", "tables")) sent notes without a head count"
    }
    let people = Wording.people(Quantity(returns.people))
    guard returns.uncountedTables > 0 else {
      return "\(people) sat at \(Wording.count(returns.tables, "table", "tables"))"
    }
    let words = Wording.compared(counted, returns.tables)
    return "\(people) sat at \(words[0]) of \(words[1]) tables, the rest not being counted"
  }

  /// How forms and tables go together; `nil` where there is only one of them.
  private var overlap: String? {
    guard returns.forms > 0, returns.tables > 0 else { return nil }
    return switch event.overlap {
    case .none: "Nobody did both, so the two can be added up"
    case .some: "Some did both, so the two are never added up"
    case .all: "Those in the smaller group are all in the larger, so the two are never added up"
    case .unknown: "Whether some did both is not known, so the two are never added up"
    }
  }

  /// "between 131 and 147 of the 147 were heard", "at least 131 people were heard"
  private var heardWords: String {
    let (least, most) = (heard.atLeast, heard.atMost)
    let words = Wording.compared(least, most ?? least, attended ?? least)
    let verb = (most ?? least) == 1 ? "was" : "were"
    let whole = attended == nil ? (verb == "was" ? " person" : " people") : " of the \(words[2])"
    guard let most else { return "at least \(words[0])\(whole) \(verb) heard" }
    return (least == most ? words[0] : "between \(words[0]) and \(words[1])") + "\(whole) \(verb) heard"
  }
}
