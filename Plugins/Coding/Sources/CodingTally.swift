import EngageAnalysis
import EngageModel
import EngageText

/// Which themes people and rules gave to the texts. Whole numbers only, and no text.
public struct CodingTally: Sendable, Codable {
  /// Texts that were coded alike in everything.
  struct Row: Sendable, Hashable, Codable {
    enum Unit: UInt8, Sendable, Codable {
      case form, table
      /// What was said in front of all: no table's.
      case plenary
    }

    var unit: Unit
    /// Found by the rules.
    var rules: [UInt64]
    /// By each coder; `nil` where that coder did not code the text.
    var coders: [[UInt64]?]
  }

  /// Texts that somebody coded.
  var rows: [Row: Int] = [:]
  /// All texts, coded by hand or not.
  var texts = 0
  /// Those who were asked and wrote nothing.
  var missing = 0
  /// For each theme the texts in which the rules find it.
  var byRules: [Int]
  /// For each coder codes of texts that were changed after, and of texts as they stand but with another version of
  /// the codebook; and all codes whose text was read.
  var changed: [Int]
  var otherVersion: [Int]
  var read: [Int]

  init(for plan: CodingPlan) {
    byRules = Array(repeating: 0, count: plan.themes.count)
    changed = Array(repeating: 0, count: plan.human.coders.count)
    otherVersion = changed
    read = changed
  }

  mutating func merge(_ other: CodingTally) {
    rows.merge(other.rows, uniquingKeysWith: +)
    texts += other.texts
    missing += other.missing
    for index in byRules.indices { byRules[index] += other.byRules[index] }
    for index in changed.indices {
      changed[index] += other.changed[index]
      otherVersion[index] += other.otherVersion[index]
      read[index] += other.read[index]
    }
  }

  mutating func add(
    _ batch: borrowing ResponseBatch, question: Question, matcher: CodebookMatcher, plan: CodingPlan
  ) {
    let ids = batch.ids.span
    let units = batch.units.span
    let people = batch.people.span
    matcher.withScratch { scratch in
      batch.withTexts(of: question.id) { bytes, ends, codes in
        var rules = matcher.noThemes
        var start = 0
        for row in codes.indices {
          defer { start = ends[row] }
          let text = bytes.extracting(start..<ends[row])
          guard codes[row] >= 0, text.saysSomething else {
            if codes[row] != MissingReason.notAsked.rawValue { missing += 1 }
            continue
          }
          texts += 1
          for word in rules.indices { rules[word] = 0 }
          matcher.find(in: text, scratch, into: &rules)
          for theme in byRules.indices where ThemeSet.holds(rules, theme) { byRules[theme] += 1 }
          let human = ids.isEmpty ? [] : plan.human.codes(of: ids[row], question.id)
          guard !human.isEmpty else { continue }
          let isPlenary = people[row] == Int32(Response.peopleOfPlenary)
          let unit: Row.Unit = units[row] == 0 ? .form : isPlenary ? .plenary : .table
          add(human, of: text, by: unit, rules: rules, plan: plan)
        }
      }
    }
  }

  private mutating func add(
    _ codes: [HumanCodes.Code], of text: Span<UInt8>, by unit: Row.Unit, rules: [UInt64], plan: CodingPlan
  ) {
    let fingerprint = text.withUnsafeBufferPointer { CodedText.fingerprint(of: $0) }
    var row = Row(
      unit: unit, rules: rules, coders: Array(repeating: nil, count: plan.human.coders.count))
    for code in codes {
      read[code.coder] += 1
      let isChanged = code.fingerprint != fingerprint
      let isOther = code.version != plan.codebook.version
      if isChanged {
        changed[code.coder] += 1
      } else if isOther {
        otherVersion[code.coder] += 1
      }
      if (isChanged && !plan.keepsChanged) || (isOther && !plan.takesAllVersions) { continue }
      row.coders[code.coder] = code.themes
    }
    if row.coders.contains(where: { $0 != nil }) { rows[row, default: 0] += 1 }
  }
}
