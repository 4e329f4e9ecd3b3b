/// Qualtrics: names, texts and `{"ImportId":…}` in three rows of headings; in older exports names and texts.
struct QualtricsDialect: Dialect {
  let name = "qualtrics"
  let title = "Qualtrics"

  private static let metadata: [String: ForeignColumn.Metadata] = [
    "startdate": .technical, "enddate": .submittedAt, "recordeddate": .technical, "status": .technical,
    "ipaddress": .personal, "progress": .technical, "duration (in seconds)": .technical,
    "time from start to finish (seconds)": .technical, "finished": .status,
    "responseid": .key, "responseset": .technical, "recipientlastname": .personal,
    "recipientfirstname": .personal,
    "recipientemail": .personal, "externalreference": .technical, "externaldatareference": .technical,
    "locationlatitude": .personal, "locationlongitude": .personal, "locationaccuracy": .personal,
    "distributionchannel": .technical, "userlanguage": .technical, "name": .personal,
    "emailaddress": .personal,
    "start date": .technical, "end date": .submittedAt, "response type": .technical, "ip address": .personal,
    "recorded date": .technical, "response id": .key, "recipient last name": .personal,
    "recipient first name": .personal, "recipient email": .personal, "external data reference": .technical,
    "location latitude": .personal, "location longitude": .personal, "distribution channel": .technical,
    "user language": .technical, "q_recaptchascore": .technical, "q_relevantidduplicate": .technical,
    "q_relevantidduplicatescore": .technical, "q_relevantidfraudscore": .technical,
    "q_relevantidlaststartdate": .technical, "q_ballotboxstuffing": .technical, "q_totalduration": .technical,
    "q_datapolicyviolations": .technical, "q_unansweredpercentage": .technical,
    "q_unansweredquestions": .technical,
  ]

  /// Names that other programs do not give in this spelling.
  private static let telling: Set<String> = [
    "ResponseId", "ResponseID", "ResponseSet", "RecordedDate", "DistributionChannel", "RecipientLastName",
    "RecipientEmail", "ExternalDataReference", "ExternalReference", "Duration (in seconds)", "UserLanguage",
    "IPAddress", "LocationLatitude",
  ]

  func signs(in head: TableHead) -> DialectSigns? {
    var signs = DialectSigns()
    let importIDs = importIDRecord(head)
    if let importIDs { signs.add(6, "row \(importIDs + 1) holds Qualtrics' ImportId of each column") }
    guard let first = head.firstFilled else { return nil }
    for record in first..<min(first + 2, head.records.count) {
      let known = head.records[record].filter { Self.telling.contains($0) }
      if known.count >= 2 {
        signs.add(known.count, "columns " + known.prefix(4).map { "“\($0)”" }.joined(separator: ", "))
        break
      }
    }
    if signs.weight == 0, hasTextsBelowCodes(head, first) {
      signs.add(3, "codes such as “Q1” in the first row and the questions' texts in the second")
    }
    return signs.found
  }

  private func importIDRecord(_ head: TableHead) -> Int? {
    head.records.prefix(4).indices.first { record in
      let filled = head.records[record].filter { !trimmed($0).isEmpty }
      return !filled.isEmpty && filled.count(where: { $0.contains("ImportId") }) * 2 > filled.count
    }
  }

  func table(of head: TableHead) -> ForeignTable {
    let first = head.firstFilled ?? 0
    let importIDs = importIDRecord(head)
    let last = importIDs ?? (hasTexts(head, first) ? first + 1 : first)
    let texts = last > first ? first + 1 : nil
    var builder = TableBuilder()
    var column = 0
    let width = head.records[first].count
    while column < width {
      let code = trimmed(head.cell(first, column))
      let text = texts.map { trimmed(head.cell($0, column)) } ?? ""
      if code.isEmpty, text.isEmpty {
        builder.addNameless(column, in: head, after: last + 1)
      } else if let metadata = metadata(code, text, importIDs.map { head.cell($0, column) }) {
        builder.add(metadata, code)
      } else if isDisplayOrder(code) {
        builder.leave(code, "the order in which choices were shown")
      } else {
        column = addQuestion(head, first, texts, importIDs, column, to: &builder)
        continue
      }
      column += 1
    }
    return builder.table(
      self, head: head, headerRecords: (first + 1)...(last + 1),
      conventions: CellConventions(missing: ["-99"], separators: [",", ";"], ticked: ["1"]))
  }

  /// Whether the second record holds texts: the dates' and ids' columns then hold neither.
  private func hasTexts(_ head: TableHead, _ first: Int) -> Bool {
    guard head.records.count > first + 1 else { return false }
    let names = head.records[first]
    let below = head.records[first + 1]
    if below.contains(where: { Self.telling.contains($0) }) || hasTextsBelowCodes(head, first) { return true }
    for (index, name) in names.enumerated() where index < below.count {
      switch foldedWord(name) {
      case "startdate", "enddate", "recordeddate": return !looksLikeMoment(below[index])
      case "responseid": return !below[index].hasPrefix("R_")
      default: continue
      }
    }
    return false
  }

  /// Whether codes stand in the first record and below each of them a text that is longer than all answers, as in
  /// files that were published without Qualtrics' own columns.
  private func hasTextsBelowCodes(_ head: TableHead, _ first: Int) -> Bool {
    guard head.records.count > first + 3 else { return false }
    let names = head.records[first].map { trimmed($0) }
    let numbered = names.count { $0.first?.lowercased() == "q" && $0.dropFirst().first?.isNumber == true }
    guard numbered >= 3, numbered * 2 > names.count else { return false }
    var texts = 0
    var filled = 0
    for column in names.indices {
      let text = trimmed(head.cell(first + 1, column))
      if text.isEmpty { continue }
      filled += 1
      let longest = head.values(ofColumn: column, after: first + 2).map(\.count).max() ?? 0
      if text.contains(" "), text.count > max(12, longest) { texts += 1 }
    }
    return filled * 5 >= names.count * 4 && texts * 5 >= filled * 4
  }

  private func metadata(_ code: String, _ text: String, _ importID: String?) -> ForeignColumn.Metadata? {
    if let importID, importID.contains("QID") { return nil }
    if let known = Self.metadata[foldedWord(code)] { return known }
    // Older exports call them V1, V2, …
    let isNumbered = code.first == "V" && code.dropFirst().allSatisfy(\.isNumber) && code.count > 1
    return isNumbered ? Self.metadata[foldedWord(text)] ?? .technical : nil
  }

  private func isDisplayOrder(_ code: String) -> Bool {
    code.hasSuffix("_DO") || code.contains("_DO_") || code.hasPrefix("FL_")
  }

  // MARK: Questions

  private struct Part {
    var code: String
    var text: String
    var isText: Bool
    /// `QID2` of `{"ImportId":"QID2_1"}`.
    var question: String?
  }

  private func part(_ head: TableHead, _ first: Int, _ texts: Int?, _ importIDs: Int?, _ column: Int) -> Part
  {
    let code = trimmed(head.cell(first, column))
    let importID = importIDs.map { head.cell($0, column) } ?? ""
    return Part(
      code: code, text: texts.map { trimmed(head.cell($0, column)) } ?? "",
      isText: code.hasSuffix("_TEXT") || code.hasSuffix("_text"), question: questionID(importID))
  }

  private func questionID(_ importID: String) -> String? {
    guard let range = importID.firstRange(of: "QID") else { return nil }
    let digits = importID[range.upperBound...].prefix { $0.isNumber }
    return digits.isEmpty ? nil : "QID" + digits
  }

  /// Adds the question that begins at a column, with all its columns.
  /// - Returns: the column behind it.
  private func addQuestion(
    _ head: TableHead, _ first: Int, _ texts: Int?, _ importIDs: Int?, _ start: Int,
    to builder: inout TableBuilder
  ) -> Int {
    let width = head.records[first].count
    let opening = part(head, first, texts, importIDs, start)
    var parts = [opening]
    while start + parts.count < width {
      let column = start + parts.count
      let next = part(head, first, texts, importIDs, column)
      guard !next.code.isEmpty,
        metadata(next.code, next.text, importIDs.map { head.cell($0, column) }) == nil,
        !isDisplayOrder(next.code), belongs(next, to: parts)
      else { break }
      parts.append(next)
    }
    let main = parts.filter { !$0.isText }
    if main.count <= 1 {
      let base = main.first ?? opening
      let question = builder.addQuestion(base.code, code: base.code, label: label(base))
      for other in parts.dropFirst() { builder.addOtherText(other.code, question: question) }
      return start + parts.count
    }
    let stem = Self.commonStem(main.map(\.text))
    let base = Self.commonCode(main.map(\.code))
    let question = builder.openQuestion(
      code: base, label: stem.map { trimmed($0.trimmingSeparator) } ?? base ?? main[0].text)
    for part in parts {
      if part.isText {
        builder.addOtherText(part.code, question: question)
        continue
      }
      let item = stem.map { trimmed(part.text.dropFirst($0.count)) } ?? ""
      let code = base.map { String(part.code.dropFirst($0.count).drop { $0 == "_" }) } ?? part.code
      builder.addItem(part.code, question: question, code: code, label: item.isEmpty ? part.code : item)
    }
    return start + parts.count
  }

  private func label(_ part: Part) -> String { part.text.isEmpty ? part.code : part.text }

  /// Whether a column goes on with the question of those before it.
  private func belongs(_ next: Part, to parts: [Part]) -> Bool {
    guard let last = parts.last(where: { !$0.isText }) ?? parts.last else { return false }
    if next.isText { return next.question != nil ? next.question == last.question : sharesText(next, last) }
    if let mine = next.question, let theirs = last.question {
      return mine == theirs && Self.commonStem([last.text, next.text]) != nil
    }
    if let first = parts.first(where: { !$0.isText }), Self.commonStem([first.text, next.text]) != nil {
      return !parts.contains { $0.code == next.code && !$0.isText }
    }
    guard next.text.isEmpty || next.text == next.code else { return false }
    // Without texts: Q2_1, Q2_2.
    guard let one = Self.numbered(last.code), let other = Self.numbered(next.code) else { return false }
    return one == other
  }

  private func sharesText(_ text: Part, _ last: Part) -> Bool {
    text.code.hasPrefix(last.code) || Self.commonStem([text.text, last.text]) != nil
      || Self.numbered(last.code).map { text.code.hasPrefix($0) } == true
  }

  /// `Q2` of `Q2_1`.
  private static func numbered(_ code: String) -> Substring? {
    guard let place = code.lastIndex(of: "_"), !code[code.index(after: place)...].isEmpty,
      code[code.index(after: place)...].allSatisfy(\.isNumber)
    else { return nil }
    return code[..<place]
  }

  /// The question's text with what separates it from the items: the same at the start of all texts.
  static func commonStem(_ texts: [String]) -> String? {
    guard var stem = texts.first.map({ Substring($0) }) else { return nil }
    for text in texts.dropFirst() { stem = stem.commonPrefix(with: text) }
    guard let dash = stem.lastIndex(of: "-") else { return nil }
    stem = stem[...dash]
    if texts.allSatisfy({ $0.dropFirst(stem.count).first == " " }) && stem.dropLast().last == " " {
      stem = texts[0].prefix(stem.count + 1)
    }
    return stem.count >= 3 && texts.allSatisfy { $0.count >= stem.count } ? String(stem) : nil
  }

  /// `Q2` of `Q2_1`, `Q2_2`; `nil` where the columns have names of their own.
  private static func commonCode(_ codes: [String]) -> String? {
    guard var prefix = codes.first.map({ Substring($0) }) else { return nil }
    for code in codes.dropFirst() { prefix = prefix.commonPrefix(with: code) }
    guard let place = prefix.lastIndex(of: "_"), place > prefix.startIndex else { return nil }
    return String(prefix[..<place])
  }
}

extension StringProtocol {
  /// The characters that both begin with.
  fileprivate func commonPrefix(with other: some StringProtocol) -> SubSequence {
    var end = startIndex
    var theirs = other.startIndex
    while end < endIndex, theirs < other.endIndex, self[end] == other[theirs] {
      end = index(after: end)
      theirs = other.index(after: theirs)
    }
    return self[..<end]
  }

  /// Without the dash that led over to an item.
  fileprivate var trimmingSeparator: String {
    var text = trimmed(self)
    if text.hasSuffix("-") { text.removeLast() }
    return trimmed(text)
  }
}
