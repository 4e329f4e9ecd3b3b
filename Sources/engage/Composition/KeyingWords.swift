import EngageEntry
import EngageModel
import EngageReport
import EngageStatistics
import EngageStore

/// A form in the list of second keyings.
struct KeyingRow: Encodable {
  var response: Int64
  var form: String
  var session: String
  /// to key, begun, agreed, differing, settled, mixed up.
  var state: String
  var drawn: Bool
  var compared: Int?
  /// Names of the questions in which the keyings differ.
  var differing: [String]

  /// Forms that are to be keyed a second time, or were.
  static func all(_ subject: KeyingSubject) throws -> [KeyingRow] {
    let keyed = Dictionary(
      try KeyedForm.all(survey: subject.survey.id, event: subject.event.id, in: subject.store).map {
        ($0.keying.response.id, $0)
      }, uniquingKeysWith: { first, _ in first })
    return try subject.sessions.flatMap { session in
      let plan = try SecondKeyingPlan(survey: subject.survey.id, session: session, store: subject.store)
      return plan.forms.compactMap { form -> KeyingRow? in
        let twice = keyed[form.response]
        // Where nothing was drawn, forms keyed once are not waiting for anybody.
        if twice == nil, !(plan.isSample && form.isDrawn), form.state == .toKey { return nil }
        return KeyingRow(form, session, twice, isDrawn: plan.isSample && form.isDrawn)
      }
    }
  }

  private init(
    _ form: SecondKeyingPlan.Form, _ session: SessionReference, _ twice: KeyedForm?, isDrawn: Bool
  ) {
    response = form.response
    self.form = form.number
    self.session = session.session.rawValue
    drawn = isDrawn
    compared = twice?.comparison.compared.count
    differing = twice?.comparison.differences.map { $0.field.name } ?? []
    state = KeyingRow.word(form.state, twice?.state)
  }

  private static func word(_ state: SecondKeyingPlan.Form.State, _ twice: KeyedForm.State?) -> String {
    switch (twice, state) {
    case (.agreed, _): "agreed"
    case (.differing, _): "differing"
    case (.settled, _): "settled"
    case (.mixedUp, _): "mixed up"
    case (nil, .begun): "begun"
    case (nil, _): "to key"
    }
  }

  static func text(_ rows: [KeyingRow]) -> String {
    guard !rows.isEmpty else {
      return
        "No form was keyed twice, and none was drawn. To begin: engage keying sample --percent 20, then engage enter --second"
    }
    var listing = Listing(["Form", "Session", "State", "Drawn", "Differing"])
    for row in rows {
      listing.add([
        row.form, row.session, row.state, row.drawn ? "yes" : "", row.differing.joined(separator: ", "),
      ])
    }
    let counts = ["to key", "begun", "agreed", "differing", "settled", "mixed up"].compactMap { state in
      let count = rows.count { $0.state == state }
      return count > 0 ? "\(count) \(state)" : nil
    }
    var lines = [listing.screenText, "", counts.joined(separator: ", ") + "."]
    if rows.contains(where: { $0.state == "differing" }) {
      lines.append("To settle what differs: engage keying adjudicate")
    }
    if rows.contains(where: { $0.state == "mixed up" }) {
      lines.append(
        "Mixed up: keyed once as a form and once as a table's notes. Look whether the number stands on both papers."
          + " To take the second keying away: engage keying discard"
      )
    }
    return lines.joined(separator: "\n")
  }
}

/// What was drawn in a session.
struct DrawnRow: Encodable {
  var session: String
  var percent: Double
  var seed: UInt64
  var forms: Int
  var drawn: [Drawn]

  struct Drawn: Encodable {
    var response: Int64
    var form: String
    /// person or table.
    var unit: String
    var chance: Double
  }

  static let nothing = "Every stored form has had its chance of being drawn already: nothing was drawn."

  init(_ sample: KeyingSample, _ store: any ResponseStore) throws {
    session = sample.session.session.rawValue
    percent = sample.percent
    seed = sample.seed
    forms = sample.forms.count
    drawn = try sample.forms.filter(\.isDrawn).map { form in
      let response = try store.response(form.response)
      return Drawn(
        response: form.response, form: response?.key ?? "#\(form.response)",
        unit: (response?.unit ?? .person).rawValue, chance: form.chance)
    }
  }

  var text: String {
    let numbers = drawn.map { $0.unit == Unit.table.rawValue ? "\($0.form) (table)" : $0.form }
      .joined(separator: ", ")
    let what = Wording.count(forms, "form", "forms")
    return """
      \(session): drawn \(drawn.count) of \(what) (seed \(seed)). Take these from the pile:
        \(numbers)
      """
  }
}

extension KeyingField {
  /// The name of the question; `people` for the head count.
  var name: String {
    switch self {
    case .people: "people"
    case .question(let question): question.rawValue
    }
  }
}

extension KeyingFigures {
  /// The report for people.
  var text: String {
    guard !forms.isEmpty else {
      return (["No form was keyed twice yet."] + batch.words).joined(separator: "\n")
    }
    var listing = Listing(["Question", "Agree", "% (95%)", "Wrong", "Open", "Error rate (95%)"])
    for field in tally.fields { listing.add(row(field, named: field.field.name)) }
    listing.add(row(tally.total, named: "all fields"))
    let states: [(KeyedForm.State, String)] = [
      (.agreed, "agree"), (.settled, "settled"), (.differing, "to settle"), (.mixedUp, "mixed up"),
    ]
    let counts = states.compactMap { state, word in count(state) > 0 ? "\(count(state)) \(word)" : nil }
    let head =
      "\(Wording.count(forms.count, "form was", "forms were")) keyed twice: \(counts.joined(separator: ", "))."
    let boxes = tally.total.boxes
    var lines = [head, "", listing.screenText, ""]
    if boxes > 0 {
      lines.append(
        "Boxes of questions that take several choices: \(tally.total.boxesAgreed) of \(boxes) the same in both keyings."
      )
    }
    if let similarity = tally.total.similarity {
      lines.append(
        "Texts that differ are the same in \(KeyingFigures.percent(similarity)) of their characters on average."
      )
    }
    return (lines + batch.words).joined(separator: "\n")
  }

  private func row(_ field: KeyingTally.Field, named name: String) -> [String] {
    let isTotal = name == "all fields"
    let few = field.compared < KeyingFigures.fewestCompared
    let agreement = KeyingFigures.interval(field.agreed, of: field.compared)
    let least = KeyingFigures.percent(field.wrong, of: field.compared)
    let most = KeyingFigures.percent(field.wrong + field.undecided, of: field.compared)
    func behind(_ interval: (lower: Double, upper: Double)?) -> String {
      isTotal ? "" : few ? " (too few)" : " (\(KeyingFigures.words(interval)))"
    }
    return [
      name, "\(field.agreed) of \(field.compared)",
      KeyingFigures.percent(field.agreed, of: field.compared)
        + behind(agreement.map { ($0.lower, $0.upper) }),
      String(field.wrong), field.undecided > 0 ? String(field.undecided) : "",
      (least == most ? least : "\(least) to \(most)") + behind(errorInterval(field)),
    ]
  }

  /// From the lower end, were no open difference an error, to the upper, were all.
  func errorInterval(_ field: KeyingTally.Field) -> (lower: Double, upper: Double)? {
    guard let least = KeyingFigures.interval(field.wrong, of: field.compared),
      let most = KeyingFigures.interval(field.wrong + field.undecided, of: field.compared)
    else { return nil }
    return (least.lower, most.upper)
  }

  /// "75.8–100", in percent, which stands before it.
  static func words(_ interval: (lower: Double, upper: Double)?) -> String {
    interval.map { "\(percent($0.lower).dropLast())–\(percent($0.upper).dropLast())" } ?? "too few"
  }

  static func percent(_ count: Int, of total: Int) -> String {
    total == 0 ? "–" : percent(Double(count) / Double(total))
  }

  /// "97.5%"; what is neither all nor nothing is never rounded to it.
  static func percent(_ share: Double) -> String {
    if share == 0 || share == 1 { return share == 0 ? "0%" : "100%" }
    let tenths = min(999, max(1, Int((share * 1_000).rounded())))
    return "\(tenths / 10).\(tenths % 10)%"
  }
}
