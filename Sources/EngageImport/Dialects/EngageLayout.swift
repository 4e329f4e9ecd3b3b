import EngageModel

/// Engage's own layout: a plain table whose headings are the survey's own names or labels.
enum EngageLayout {
  static let name = "engage"
  static let title = "a table with the survey's own headings"

  /// Whether the headings of a plain table are those of the survey: as many names as make sure of it.
  static func evidence(in table: ForeignTable, layout: ColumnLayout, survey: Survey) -> String? {
    guard table.dialect == PlainDialect().name else { return nil }
    let headings = table.headers.first ?? []
    let named = headings.count { survey.question(Question.ID(trimmed($0))) != nil }
    let known = layout.columns.count { !$0.roles.isEmpty && $0.roles != [.ignore] }
    guard named > 0 || known * 2 > headings.count else { return nil }
    return "\(known) of \(headings.count) headings are known"
  }
}
