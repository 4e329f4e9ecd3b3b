/// Headings of two rows: the question's text above its first column, options or rows of a grid below it.
struct TwoRowHeadings {
  /// Columns about the response, by their folded headings.
  let metadata: [String: ForeignColumn.Metadata]

  /// Adds all columns of the two records from `first` on.
  func add(_ head: TableHead, record first: Int, to builder: inout TableBuilder) {
    let width = max(head.records[first].count, head.records[first + 1].count)
    var column = 0
    while column < width {
      let heading = head.cell(first, column)
      let folded = foldedWord(heading)
      if let metadata = metadata[folded], foldedWord(head.cell(first + 1, column)).isEmpty {
        builder.add(metadata, heading)
        column += 1
        continue
      }
      if folded.isEmpty, foldedWord(head.cell(first + 1, column)).isEmpty {
        builder.addNameless(column, in: head, after: first + 2)
        column += 1
        continue
      }
      var end = column + 1
      while end < width, foldedWord(head.cell(first, end)).isEmpty,
        !foldedWord(head.cell(first + 1, end)).isEmpty
      {
        end += 1
      }
      add(column..<end, of: head, first, to: &builder)
      column = end
    }
  }

  private func add(_ span: Range<Int>, of head: TableHead, _ first: Int, to builder: inout TableBuilder) {
    let heading = head.cell(first, span.lowerBound)
    let under = span.map { head.cell(first + 1, $0) }
    let label = foldedWord(heading).isEmpty ? under[0] : heading
    if span.count == 1 {
      builder.addQuestion(label, label: label)
      return
    }
    if isResponse(under[0]) {
      // One answer, and the words for "other" or a comment beside it.
      let question = builder.addQuestion(label, label: label)
      for text in under.dropFirst() {
        if asksForOther(text) {
          builder.addOtherText("\(label) [\(text)]", question: question)
        } else {
          builder.addQuestion("\(label) [\(text)]", label: "\(label) – \(text)")
        }
      }
      return
    }
    let question = builder.openQuestion(label: label)
    for text in under { builder.addItem("\(label) [\(text)]", question: question, label: text) }
  }

  private func isResponse(_ text: String) -> Bool {
    ["response", "open-ended response"].contains(foldedWord(text))
  }
}
