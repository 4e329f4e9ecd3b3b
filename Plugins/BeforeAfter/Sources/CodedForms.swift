import EngageAnalysis
import EngageModel

/// Forms by the code that somebody made up for both of hers. The codes stay in here: no report shows them.
struct CodedForms: Sendable, Codable {
  /// One form's half, or both halves.
  struct Form: Sendable, Codable {
    var groups: [Int]
    /// For each pair.
    var before: [HalfAnswer]
    var after: [HalfAnswer]

    var hasBefore: Bool { before.contains { $0 != .none } }
    var hasAfter: Bool { after.contains { $0 != .none } }
  }

  /// By session (or event) and folded code.
  private var forms: [String: [Form]] = [:]
  private var withoutCode = 0

  mutating func merge(_ other: CodedForms) {
    forms.merge(other.forms, uniquingKeysWith: +)
    withoutCode += other.withoutCode
  }

  /// Keeps the forms of a batch that answer anything that is compared.
  mutating func add(
    _ batch: borrowing ResponseBatch, code: Question, within: ComparisonPlan.Within, halves: [PairColumns],
    split: BatchColumn?
  ) {
    let codes = batch.column(of: code.id)
    for row in batch.units.indices where batch.units[row] == 0 {
      let answers = halves.map { $0.answers(at: row) }
      var form = Form(groups: [], before: answers.map(\.before), after: answers.map(\.after))
      guard form.hasBefore || form.hasAfter else { continue }
      guard let folded = CodedForms.folded(codes, at: row) else {
        withoutCode += 1
        continue
      }
      split?.forEachChoice(at: row) { form.groups.append($0) }
      let session = Int(batch.sessions[row])
      let place =
        within == .session ? String(session) : batch.schema.sessions[session].event.rawValue
      forms["\(place)|\(folded)", default: []].append(form)
    }
  }

  /// "ab 12", "AB-12" and "ab12" are one code; `nil` where nothing is left.
  private static func folded(_ column: BatchColumn, at row: Int) -> String? {
    guard column.codes[row] >= 0 else { return nil }
    let text: String
    if column.kind == .numbers {
      guard let number = Int(exactly: column.numbers[row]) else { return nil }
      text = String(number)
    } else {
      text = column.text(at: row) ?? ""
    }
    let folded = text.lowercased().filter { $0.isLetter || $0.isNumber }
    return folded.isEmpty ? nil : folded
  }

  /// The forms that found each other, one before and one after under a code, and how many did not.
  func matched() -> (matched: [Form], counts: CodeCounts) {
    var matched: [Form] = []
    var counts = CodeCounts(withoutCode: withoutCode)
    for sharing in forms.values {
      let before = sharing.filter(\.hasBefore)
      let after = sharing.filter(\.hasAfter)
      if before.count > 1 || after.count > 1 {
        counts.duplicates += sharing.count
      } else if let first = before.first, let second = after.first {
        matched.append(Form(groups: first.groups, before: first.before, after: second.after))
      } else {
        counts.unmatched += sharing.count
      }
    }
    return (matched, counts)
  }
}

/// Forms that no pair could be made of.
struct CodeCounts: Equatable {
  var withoutCode: Int
  /// More than one half of a kind under a code.
  var duplicates = 0
  /// Without the other half.
  var unmatched = 0
}
