import EngageModel

/// REDCap: `field___code` for each box, `form_complete` for each form, events and repeats as rows of their own.
struct REDCapDialect: Dialect {
  let name = "redcap"
  let title = "REDCap"

  private static let structure: [String: ForeignColumn.Metadata] = [
    "redcap_event_name": .key, "redcap_repeat_instrument": .key, "redcap_repeat_instance": .key,
    "redcap_data_access_group": .technical, "redcap_survey_identifier": .personal,
    "event name": .key, "repeat instrument": .key, "repeat instance": .key, "data access group": .technical,
    "survey identifier": .personal,
  ]

  func signs(in head: TableHead) -> DialectSigns? {
    guard let first = head.firstFilled else { return nil }
    let headings = head.records[first]
    var signs = DialectSigns()
    for name in headings where name.hasPrefix("redcap_") { signs.add(4, "a column “\(name)”") }
    if let box = headings.first(where: { Self.box($0) != nil }) {
      signs.add(3, "boxes as “\(box)”: field___code")
    }
    if let choice = headings.first(where: { Self.labelledBox($0) != nil }) {
      signs.add(3, "boxes as “\(shown(choice))”")
    }
    let complete = headings.indices.filter { column in
      let heading = headings[column]
      guard heading.hasSuffix("_complete") || heading == "Complete?" else { return false }
      let values = head.values(ofColumn: column, after: first + 1)
      return values.isSubset(of: ["0", "1", "2"])
        || values.isSubset(of: ["Incomplete", "Unverified", "Complete"])
    }
    if let column = complete.first {
      signs.add(3, "“\(headings[column])” says whether a form is complete")
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
      if column == 0 {
        builder.add(.key, heading)
      } else if foldedWord(heading).isEmpty {
        builder.addNameless(column, in: head, after: first + 1)
      } else if let metadata = Self.structure[foldedWord(heading)], column < 8 {
        builder.add(metadata, heading)
      } else if heading.hasSuffix("_timestamp") {
        builder.add(.technical, heading)
      } else if let box = Self.box(heading) ?? Self.labelledBox(heading) {
        let question = builder.openQuestion(code: Self.box(heading)?.field, label: box.field)
        while column < headings.count,
          let next = Self.box(headings[column]) ?? Self.labelledBox(headings[column]), next.field == box.field
        {
          builder.addItem(
            headings[column], question: question, code: next.isCode ? next.item : nil, label: next.item)
          column += 1
        }
        continue
      } else {
        builder.addQuestion(heading, code: Self.isName(heading) ? heading : nil, label: heading)
      }
      column += 1
    }
    var table = builder.table(
      self, head: head, headerRecords: (first + 1)...(first + 1),
      conventions: CellConventions(
        ticked: ["1", "Checked"], unticked: ["0", "Unchecked"], keyIsJoined: true))
    if headings.contains(where: { ["redcap_repeat_instrument", "Repeat Instrument"].contains($0) }) {
      table.diagnostics.append(
        Diagnostic(
          .note, rule: "repeat-rows",
          message:
            "repeated forms become responses of their own: the key joins record, event, form and instance",
          line: 1))
    }
    return table
  }

  private struct Box {
    var field: String
    var item: String
    var isCode: Bool
  }

  private static func box(_ heading: String) -> Box? {
    guard let place = heading.firstRange(of: "___"), isName(String(heading[..<place.lowerBound])),
      place.upperBound < heading.endIndex
    else { return nil }
    return Box(
      field: String(heading[..<place.lowerBound]), item: String(heading[place.upperBound...]), isCode: true)
  }

  /// `Which apply? (choice=Police)`
  private static func labelledBox(_ heading: String) -> Box? {
    guard let place = heading.firstRange(of: " (choice="), heading.hasSuffix(")") else { return nil }
    return Box(
      field: String(heading[..<place.lowerBound]), item: String(heading[place.upperBound...].dropLast()),
      isCode: false)
  }

  private static func isName(_ heading: String) -> Bool {
    !heading.isEmpty && heading.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
  }
}
