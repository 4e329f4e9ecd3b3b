import EngageModel

/// What the columns of a file hold, in the words of a survey.
struct ColumnLayout {
  /// One column of the file.
  struct Column {
    /// As a map names it.
    var heading: String
    /// Empty if it must be empty itself; a column may be key and question at once.
    var roles: [ColumnMap.Role]
    /// Further words that mean "ticked" in this column.
    var ticked: [String] = []
  }

  var columns: [Column]
  /// What holds for every row: roles without a column, with the cell they would have.
  var constants: [(role: ColumnMap.Role, cell: String)] = []
  var conventions = CellConventions()
  /// Columns that nothing in the survey fits.
  var unknown: [Int] = []
  /// Whether the moment of submission stands for the missing key.
  var submissionIsKey = false
  /// Whether cells missing at the end of a row are empty ones that the program did not write.
  var fillsShortRows = false
  /// The column that says whether a response is complete: by a word, or by being filled at all.
  var statusColumn: Int?
  var isPartialWhereEmpty = false
  var diagnostics: [Diagnostic]

  /// The first column that has a role.
  func first(_ role: ColumnMap.Role) -> Int? { columns.firstIndex { $0.roles.contains(role) } }

  /// The first column that holds something of a question.
  func first(of question: Question.ID) -> Int? {
    columns.firstIndex { column in
      column.roles.contains { $0.question == question }
    }
  }

  /// The questions of a survey that neither a column nor a constant says anything about. The words of an “other” may
  /// come with the question that they belong to.
  func untold(of survey: Survey) -> Set<Question.ID> {
    let told = Set((columns.flatMap(\.roles) + constants.map(\.role)).compactMap(\.question))
    return Set(
      survey.questions.filter { question in
        !told.contains(question.id) && !(question.otherOf.map { told.contains($0) } ?? false)
      }.map(\.id))
  }
}

extension ColumnMap.Role {
  /// The question it is about.
  var question: Question.ID? {
    switch self {
    case .question(let id), .choice(let id, _), .place(let id, _): id
    default: nil
    }
  }
}
