import EngageSheets

/// An SPSS data file as a table: the variables' names, then their labels.
struct SPSSDialect: Dialect {
  let name = "spss"
  let title = "SPSS"
  let aliases = ["sav"]

  func signs(in head: TableHead) -> DialectSigns? { nil }

  func table(of head: TableHead) -> ForeignTable { table(of: head, variables: []) }

  /// - Parameter variables: what the file says of its variables.
  func table(of head: TableHead, variables: [SavSummary.Variable]) -> ForeignTable {
    var table = headings(of: head)
    for index in table.questions.indices {
      guard let variable = variables.first(where: { $0.name == table.questions[index].code }) else {
        continue
      }
      table.questions[index].listed = variable.valueLabels.filter { label in
        let isMissing =
          Double(label.value).map { value in variable.missing.contains { $0.contains(value) } }
          ?? variable.missingTexts.contains(label.value)
        return !isMissing
      }.map(\.label)
      table.questions[index].isOrdered = variable.measure == .ordinal
    }
    return table
  }

  private func headings(of head: TableHead) -> ForeignTable {
    var builder = TableBuilder()
    for (column, name) in (head.records.first ?? []).enumerated() {
      let label = trimmed(head.cell(1, column))
      builder.addQuestion(name, code: name, label: label.isEmpty ? name : label)
    }
    return builder.table(self, head: head, headerRecords: 1...min(2, head.records.count))
  }
}
