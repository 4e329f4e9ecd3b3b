import EngageModel

/// What the columns of a file hold.
struct ColumnLayout {
  /// One column of the file.
  struct Column {
    var heading: String
    /// Empty if it must be empty itself; a column may be key and question at once.
    var roles: [ColumnMap.Role]
  }

  var columns: [Column]
  var diagnostics: [Diagnostic]

  /// The first column that has a role.
  func first(_ role: ColumnMap.Role) -> Int? { columns.firstIndex { $0.roles.contains(role) } }

  /// The first column that holds something of a question.
  func first(of question: Question.ID) -> Int? {
    columns.firstIndex { column in
      column.roles.contains { role in
        switch role {
        case .question(question), .choice(question, _): true
        default: false
        }
      }
    }
  }
}
