/// Headings of one row, in which a question's text and an item's stand together: `Question [Item]`,
/// `Question - Item`, `Option:Question`.
///
/// They are taken apart only where two or more neighbouring columns share the question's text.
struct ItemHeadings {
  /// What stands between question and item, such as ` - `.
  var separators: [String] = []
  /// `Question [Item]`
  var brackets = false
  /// `Item:Question`
  var itemFirst = false

  /// Adds all columns of a row of headings.
  func add(
    _ head: TableHead, record: Int, to builder: inout TableBuilder,
    metadata: (String) -> ForeignColumn.Metadata?
  ) {
    let headings = head.records[record]
    var column = 0
    while column < headings.count {
      let heading = headings[column]
      if foldedWord(heading).isEmpty {
        builder.addNameless(column, in: head, after: record + 1)
        column += 1
      } else if let metadata = metadata(heading) {
        builder.add(metadata, heading)
        column += 1
      } else if let run = run(headings, from: column, metadata: metadata) {
        let question = builder.openQuestion(label: run.stem)
        for (offset, item) in run.items.enumerated() {
          builder.addItem(headings[column + offset], question: question, label: item)
        }
        column += run.items.count
      } else if !addOther(headings, column, to: &builder) {
        builder.addQuestion(heading, label: heading)
        column += 1
      } else {
        column += 1
      }
    }
  }

  /// A column “Other (please specify)” behind the question it belongs to.
  private func addOther(_ headings: [String], _ column: Int, to builder: inout TableBuilder) -> Bool {
    guard column > 0, asksForOther(headings[column]), foldedWord(headings[column]) != "other",
      case .answer(let question)? = builder.columns.last?.content
    else { return false }
    builder.addOtherText(headings[column], question: question)
    return true
  }

  private func run(
    _ headings: [String], from start: Int, metadata: (String) -> ForeignColumn.Metadata?
  ) -> (stem: String, items: [String])? {
    for parts in candidates(headings[start]) {
      var items = [parts.item]
      var next = start + 1
      while next < headings.count, metadata(headings[next]) == nil,
        let more = candidates(headings[next]).first(where: { foldedWord($0.stem) == foldedWord(parts.stem) })
      {
        items.append(more.item)
        next += 1
      }
      if items.count >= 2 { return (parts.stem, items) }
    }
    return nil
  }

  /// All ways to take a heading apart, the longest question first.
  private func candidates(_ heading: String) -> [(stem: String, item: String)] {
    var found: [(stem: String, item: String)] = []
    if brackets, let parts = bracketed(heading), !trimmed(parts.stem).isEmpty { found.append(parts) }
    for separator in separators {
      for place in places(of: separator, in: heading).reversed() {
        let stem = trimmed(heading[..<place.lowerBound])
        let item = trimmed(heading[place.upperBound...])
        if !stem.isEmpty, !item.isEmpty { found.append((stem, item)) }
      }
    }
    if itemFirst {
      for place in places(of: ":", in: heading) {
        let item = trimmed(heading[..<place.lowerBound])
        let stem = trimmed(heading[place.upperBound...])
        if !stem.isEmpty, !item.isEmpty { found.append((stem, item)) }
      }
    }
    return found
  }

  private func places(of separator: String, in text: String) -> [Range<String.Index>] {
    var places: [Range<String.Index>] = []
    var from = text.startIndex
    while let place = text[from...].firstRange(of: separator) {
      places.append(place)
      from = text.index(after: place.lowerBound)
    }
    return places
  }
}

/// A text that ends with something in brackets, taken apart; brackets inside brackets stay.
func bracketed(_ text: String, _ open: Character = "[", _ close: Character = "]") -> (
  stem: String, item: String
)? {
  let text = trimmed(text)
  guard text.last == close else { return nil }
  var depth = 0
  for index in text.indices.reversed() {
    if text[index] == close { depth += 1 }
    if text[index] == open {
      depth -= 1
      if depth == 0 {
        let item = text[text.index(after: index)..<text.index(before: text.endIndex)]
        return (trimmed(text[..<index]), trimmed(item))
      }
    }
  }
  return nil
}
