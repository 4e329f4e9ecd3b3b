import EngageModel
import EngageSheets

/// KoboToolbox: `;` between quoted cells, groups and options joined by `/`, its own columns at the end; a tag row of
/// the Humanitarian Exchange Language may follow the headings.
struct KoboDialect: Dialect {
  let name = "kobo"
  let title = "KoboToolbox"
  let aliases = ["kobotoolbox"]

  static let tail: [String: ForeignColumn.Metadata] = [
    "_id": .technical, "_uuid": .key, "_submission_time": .submittedAt, "_validation_status": .technical,
    "_notes": .technical, "_status": .technical, "_submitted_by": .personal, "__version__": .technical,
    "_version_": .technical, "_tags": .technical, "_index": .technical, "_parent_table_name": .technical,
    "_parent_index": .technical, "_submission__id": .technical, "_submission__uuid": .technical,
    "_submission__submission_time": .submittedAt, "_submission__validation_status": .technical,
    "_submission__notes": .technical, "_submission__status": .technical,
    "_submission__submitted_by": .personal,
    "_submission___version__": .technical, "_submission__tags": .technical, "_attachments": .technical,
    "_geolocation": .personal, "formhub/uuid": .technical, "meta/instanceid": .technical,
    "meta/rootuuid": .technical, "_xform_id_string": .technical, "__version": .technical,
  ]
  static let preamble: [String: ForeignColumn.Metadata] = [
    "start": .technical, "end": .technical, "today": .technical, "deviceid": .personal,
    "phonenumber": .personal,
    "username": .personal, "simserial": .personal, "subscriberid": .personal, "email": .personal,
    "audit": .technical,
  ]

  func signs(in head: TableHead) -> DialectSigns? {
    guard let first = head.firstFilled else { return nil }
    let names = head.records[first].map { foldedWord($0) }
    var signs = DialectSigns()
    let own = names.filter { Self.tail[$0] != nil }
    if !own.isEmpty {
      signs.add(own.count >= 2 ? 4 : 2, "columns " + own.prefix(4).map { "“\($0)”" }.joined(separator: ", "))
    }
    if names.contains(where: { $0.hasPrefix("_") && $0.hasSuffix("_latitude") }) {
      signs.add(2, "a place on the map spread over columns “_…_latitude”, “_…_longitude”")
    }
    if names.contains("start"), names.contains("end") { signs.add(1, "columns “start” and “end”") }
    if hasTags(head, first) {
      signs.add(3, "the second row holds HXL tags such as “\(firstTag(head, first))”")
    }
    if head.isQuotedThroughout, head.format.delimiter == UInt8(ascii: ";") {
      signs.add(1, "semicolons between cells that are all in quotation marks")
    }
    if let split = names.first(where: { name in
      name.contains("/") && names.contains(name.prefix(while: { $0 != "/" }).lowercased())
    }) {
      signs.add(3, "options as “\(shown(split))” beside the answer itself")
    }
    return signs.found
  }

  private func hasTags(_ head: TableHead, _ first: Int) -> Bool {
    guard head.records.count > first + 1 else { return false }
    let filled = head.records[first + 1].map { trimmed($0) }.filter { !$0.isEmpty }
    return !filled.isEmpty
      && filled.allSatisfy { $0.first == "#" && $0.count > 1 && $0.dropFirst().first?.isLetter == true }
  }

  private func firstTag(_ head: TableHead, _ first: Int) -> String {
    head.records[first + 1].map { trimmed($0) }.first { !$0.isEmpty } ?? ""
  }

  func table(of head: TableHead) -> ForeignTable {
    let first = head.firstFilled ?? 0
    let last = hasTags(head, first) ? first + 1 : first
    var builder = TableBuilder()
    // Older exports lack the _uuid; the _id then tells the responses apart.
    let hasUUID = head.records[first].contains { foldedWord($0) == "_uuid" }
    let own = { (heading: String) -> ForeignColumn.Metadata? in
      let folded = foldedWord(heading)
      return folded == "_id" && !hasUUID ? .key : Self.tail[folded]
    }
    OptionPaths(separator: "/", own: own, opening: Self.preamble).add(
      head, record: first, after: last + 1, to: &builder)
    return builder.table(
      self, head: head, headerRecords: (first + 1)...(last + 1),
      conventions: CellConventions(
        separators: [" ", ";"], ticked: ["1", "True"], unticked: ["0", "False"]))
  }
}

/// ODK Central: `SubmissionDate` first, group paths joined by `-`, `KEY` and its companions at the end.
struct ODKDialect: Dialect {
  let name = "odk"
  let title = "ODK Central"
  let aliases = ["odk-central", "getodk"]

  private static let own: [String: ForeignColumn.Metadata] = [
    "submissiondate": .submittedAt, "key": .key, "parent_key": .technical, "submitterid": .personal,
    "submittername": .personal, "attachmentspresent": .technical, "attachmentsexpected": .technical,
    "status": .technical, "reviewstate": .technical, "deviceid": .personal, "edits": .technical,
    "formversion": .technical, "meta-instanceid": .technical, "meta-instancename": .technical,
    "instanceid": .technical,
    "instancename": .technical,
  ]
  private static let telling: Set<String> = [
    "SubmissionDate", "SubmitterID", "SubmitterName", "AttachmentsPresent", "AttachmentsExpected",
    "ReviewState",
    "FormVersion", "PARENT_KEY", "KEY",
  ]

  func signs(in head: TableHead) -> DialectSigns? {
    guard let first = head.firstFilled else { return nil }
    let known = head.records[first].filter { Self.telling.contains($0) }
    guard !known.isEmpty else { return nil }
    var signs = DialectSigns()
    signs.add(
      known.count >= 2 ? 5 : 1, "columns " + known.prefix(4).map { "“\($0)”" }.joined(separator: ", "))
    return signs
  }

  func table(of head: TableHead) -> ForeignTable {
    let first = head.firstFilled ?? 0
    var builder = TableBuilder()
    OptionPaths(separator: "-", own: { Self.own[foldedWord($0)] }, opening: KoboDialect.preamble).add(
      head, record: first, after: first + 1, to: &builder)
    var table = builder.table(
      self, head: head, headerRecords: (first + 1)...(first + 1),
      conventions: CellConventions(separators: [" "], ticked: ["1", "True"], unticked: ["0", "False"]))
    if head.records[first].contains("PARENT_KEY") {
      table.diagnostics.append(
        Diagnostic(
          .note, rule: "repeat-rows",
          message:
            "this file holds the rows of a repeat: each becomes a response of its own, with its own key",
          line: 1, hint: "responses of the form itself are in the file without “PARENT_KEY”"))
    }
    return table
  }
}

/// Headings as paths through groups, with a column for each option: `group/question`, `question/option`.
struct OptionPaths {
  /// What joins groups and questions; options are joined by `/` always.
  let separator: Character
  let own: (String) -> ForeignColumn.Metadata?
  let opening: [String: ForeignColumn.Metadata]

  func add(_ head: TableHead, record: Int, after: Int, to builder: inout TableBuilder) {
    let headings = head.records[record]
    let names = Set(headings)
    var isOpening = true
    var column = 0
    while column < headings.count {
      let heading = headings[column]
      let folded = foldedWord(heading)
      if let metadata = own(heading) {
        builder.add(metadata, heading)
      } else if folded.isEmpty {
        builder.addNameless(column, in: head, after: after)
      } else if isOpening, let metadata = opening[folded] {
        builder.add(metadata, heading)
        column += 1
        continue
      } else if isPlace(heading, names) {
        builder.leave(heading, "a place on the map, for which Engage has no question type")
      } else if let span = options(of: heading, headings, column, head, after) {
        let question =
          span.hasAnswer
          ? builder.addQuestion(heading, code: last(heading), label: last(heading))
          : builder.openQuestion(code: last(span.stem), label: last(span.stem))
        for place in span.columns {
          let option = String(headings[place].dropFirst(span.stem.count + 1))
          builder.addItem(headings[place], question: question, code: code(option), label: option)
        }
        column = span.columns.upperBound
        isOpening = false
        continue
      } else {
        builder.addQuestion(heading, code: last(heading), label: last(heading))
      }
      isOpening = false
      column += 1
    }
  }

  private func last(_ path: String) -> String {
    let end = path.lastIndex(of: separator).map { path.index(after: $0) } ?? path.startIndex
    let name = String(path[end...])
    return name.isEmpty ? path : name
  }

  private func code(_ option: String) -> String? { option.contains(" ") ? nil : option }

  /// `_home_latitude` beside `home`, `home` beside it, `home-Latitude`.
  private func isPlace(_ heading: String, _ names: Set<String>) -> Bool {
    for part in ["latitude", "longitude", "altitude", "precision", "accuracy"] {
      if heading.hasPrefix("_"), heading.hasSuffix("_" + part) {
        let base = heading.dropFirst().dropLast(part.count + 1)
        if names.contains("_\(base)_latitude") { return true }
      }
      let capital = part.prefix(1).uppercased() + part.dropFirst()
      if heading.hasSuffix("-" + capital) {
        return names.contains(heading.dropLast(capital.count) + "Latitude")
      }
    }
    return names.contains("_\(heading)_latitude") && names.contains("_\(heading)_longitude")
  }

  private struct Options {
    var stem: String
    var columns: Range<Int>
    var hasAnswer: Bool
  }

  /// The columns of the options of the question that begins here.
  private func options(
    of heading: String, _ headings: [String], _ column: Int, _ head: TableHead, _ after: Int
  ) -> Options? {
    func end(of stem: String, from start: Int) -> Int {
      var end = start
      while end < headings.count, headings[end].hasPrefix(stem + "/"), headings[end].count > stem.count + 1 {
        end += 1
      }
      return end
    }
    let behind = end(of: heading, from: column + 1)
    if behind > column + 1 {
      return Options(stem: heading, columns: (column + 1)..<behind, hasAnswer: true)
    }
    // Options without the answer itself: only ones, zeros and gaps in two or more columns that share a path.
    guard let slash = heading.lastIndex(of: "/") else { return nil }
    let stem = String(heading[..<slash])
    let close = end(of: stem, from: column)
    guard close > column + 1 else { return nil }
    var seen: Set<String> = []
    for place in column..<close { seen.formUnion(head.values(ofColumn: place, after: after, limit: 4)) }
    guard !seen.isEmpty, seen.isSubset(of: ["0", "1", "True", "False", "TRUE", "FALSE"]) else { return nil }
    return Options(stem: stem, columns: column..<close, hasAnswer: false)
  }
}
