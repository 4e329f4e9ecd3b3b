/// An SPSS data file as a table: the variables' names, then their labels.
struct SPSSDialect: Dialect {
  let name = "spss"
  let title = "SPSS"
  let aliases = ["sav"]

  func signs(in head: TableHead) -> DialectSigns? { nil }

  func table(of head: TableHead) -> ForeignTable {
    var builder = TableBuilder()
    for (column, name) in (head.records.first ?? []).enumerated() {
      let label = trimmed(head.cell(1, column))
      builder.addQuestion(name, code: name, label: label.isEmpty ? name : label)
    }
    return builder.table(self, head: head, headerRecords: 1...min(2, head.records.count))
  }
}
