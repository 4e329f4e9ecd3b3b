/// LimeSurvey: headings by code `Q1[SQ001]`, by code and text `Q1[SQ001]. Question [Sub-question]`, or by text
/// `Question [Sub-question]`.
struct LimeSurveyDialect: Dialect {
  let name = "limesurvey"
  let title = "LimeSurvey"

  func signs(in head: TableHead) -> DialectSigns? {
    guard let first = head.firstFilled else { return nil }
    let headings = head.records[first]
    var signs = DialectSigns()
    let known = headings.filter { LimeSurveyColumns.areTelling(foldedWord($0)) }
    if !known.isEmpty {
      signs.add(
        known.count >= 2 ? 4 : 3,
        "columns " + known.prefix(3).map { "“\(shown($0))”" }.joined(separator: ", "))
    }
    let named = headings.filter { !foldedWord($0).isEmpty }
    let coded = named.compactMap { Heading($0) }
    let items = coded.filter { $0.item != nil && !$0.isPlainText }
    if items.count >= 2, let example = named.first(where: { Heading($0)?.item != nil }) {
      signs.add(4, "headings such as “\(shown(example))”: code[sub-question]")
    } else if coded.count(where: { !$0.text.isEmpty && !$0.isPlainText }) * 2 > named.count, named.count >= 3
    {
      signs.add(3, "headings such as “\(shown(named[0]))”: code. text")
    }
    return signs.found
  }

  func table(of head: TableHead) -> ForeignTable {
    let first = head.firstFilled ?? 0
    let headings = head.records[first]
    var builder = TableBuilder()
    var column = 0
    while column < headings.count {
      let heading = headings[column]
      let folded = foldedWord(heading)
      if folded.isEmpty {
        builder.addNameless(column, in: head, after: first + 1)
        column += 1
      } else if let metadata = LimeSurveyColumns.metadata(folded), folded != "email" || column < 16 {
        builder.add(metadata, heading)
        column += 1
      } else if isTiming(folded) {
        builder.leave(heading, "how long the page was open")
        column += 1
      } else {
        column = addQuestion(headings, column, to: &builder)
      }
    }
    return builder.table(
      self, head: head, headerRecords: (first + 1)...(first + 1),
      conventions: CellConventions(
        notAsked: ["N/A"], separators: [";", ", "], ticked: ["Y", "Ja", "Oui", "Sí", "Sì", "Sim", "Tak"],
        unticked: ["N", "Nein", "Nee", "Non", "No", "Não", "Nie"], other: ["-oth-", "Other"],
        unsubmittedIsPartial: true)
    )
  }

  private func isTiming(_ folded: String) -> Bool {
    folded.hasPrefix("grouptime") || folded.hasPrefix("group time") || folded.hasPrefix("questiontime")
      || folded.hasPrefix("question time") || (folded.hasSuffix("time") && folded.contains("interviewtime"))
  }

  /// Adds the question that begins at a column, with all its columns.
  /// - Returns: the column behind it.
  private func addQuestion(_ headings: [String], _ start: Int, to builder: inout TableBuilder) -> Int {
    guard let opening = Heading(headings[start]) else {
      builder.addQuestion(headings[start], label: headings[start])
      return start + 1
    }
    var group = [opening]
    while start + group.count < headings.count, let next = Heading(headings[start + group.count]),
      next.isSameQuestion(as: opening)
    {
      group.append(next)
    }
    let heading = { (offset: Int) in headings[start + offset] }
    let items = group.filter { $0.item != nil }
    if opening.item == nil || (items.count == 1 && group.count == 1 && (opening.itemText ?? "").isEmpty) {
      let question = builder.addQuestion(heading(0), code: opening.code, label: opening.questionLabel)
      for (offset, part) in group.enumerated().dropFirst() {
        if part.isOther {
          builder.addOtherText(heading(offset), question: question)
        } else {
          builder.addQuestion(heading(offset), code: part.joinedCode, label: part.fullLabel)
        }
      }
      return start + group.count
    }
    if items.count == 1, group.count == 1, opening.isPlainText {
      builder.addQuestion(heading(0), label: headings[start])
      return start + 1
    }
    let question = builder.openQuestion(code: opening.code, label: opening.questionLabel)
    for (offset, part) in group.enumerated() {
      if part.isComment {
        builder.addQuestion(heading(offset), code: part.joinedCode, label: part.fullLabel)
      } else {
        builder.addItem(heading(offset), question: question, code: part.item, label: part.itemLabel)
      }
    }
    return start + group.count
  }

  /// `code[item][scale]. text [item's text]` with any part but the first left out; or `text [item's text]`.
  struct Heading {
    var code: String?
    var item: String?
    var text = ""
    var itemText: String?

    /// Whether it has no code.
    var isPlainText: Bool { code == nil }
    var isOther: Bool { item == "other" || (isPlainText && isCalledOther(itemText ?? "")) }
    var isComment: Bool { item?.hasSuffix("comment") == true }
    var questionLabel: String { text.isEmpty ? code ?? "" : text }
    var itemLabel: String {
      if let itemText, !itemText.isEmpty { return itemText }
      return item ?? ""
    }
    var joinedCode: String? { code.map { item == nil ? $0 : "\($0)_\(item ?? "")" } }
    var fullLabel: String { itemLabel.isEmpty ? questionLabel : "\(questionLabel) [\(itemLabel)]" }

    func isSameQuestion(as other: Heading) -> Bool {
      if code != nil || other.code != nil { return code == other.code && item != nil }
      return item != nil && other.item != nil && foldedWord(text) == foldedWord(other.text)
    }

    /// - Returns: `nil` for a heading that is neither a code nor has an item in brackets.
    init?(_ heading: String) {
      var rest = Substring(trimmed(heading))
      let name = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
      let after = rest.dropFirst(name.count)
      if !name.isEmpty, name.first?.isLetter == true,
        after.isEmpty || after.first == "[" || after.hasPrefix(". ")
          || after == "."
      {
        var parts: [String] = []
        var left = after
        while left.first == "[", let end = left.firstIndex(of: "]") {
          parts.append(String(left[left.index(after: left.startIndex)..<end]))
          left = left[left.index(after: end)...]
        }
        guard left.isEmpty || left.first == "." || left.first == " " else { return nil }
        // A word alone is a code only if it is no word: it has a digit or brackets follow.
        if left.isEmpty, parts.isEmpty, !name.contains(where: \.isNumber) { return nil }
        if left.first == " ", !parts.isEmpty { return nil }
        code = String(name)
        item = parts.isEmpty ? nil : parts.joined(separator: "_")
        rest = left.drop { $0 == "." || $0 == " " }
      }
      text = trimmed(rest)
      if code == nil || item != nil, let parts = bracketed(text) {
        text = parts.stem
        itemText = parts.item
        if code == nil {
          guard !parts.stem.isEmpty else { return nil }
          item = parts.item
        }
      }
      if code == nil, item == nil { return nil }
    }
  }
}
