extension ResponseBatch {
  /// Adds a response. Choices that the schema's question does not have count as unreadable; sessions must be among
  /// the schema's.
  /// - Returns: false, with nothing added, if the schema does not have the response's session.
  @discardableResult
  public mutating func append(_ response: Response) -> Bool {
    guard let session = schema.sessions.firstIndex(of: response.session) else { return false }
    ids.append(response.id)
    units.append(response.unit == .table ? 1 : 0)
    let headCount = response.isPlenary ? Response.peopleOfPlenary : response.people
    people.append(headCount.map(Int32.init(clamping:)) ?? -1)
    sessions.append(Int32(session))
    versions.append(Int32(response.version))
    keys.append(text: response.key)
    submittedAt.append(text: response.submittedAt)
    for (index, question) in schema.questions.enumerated() {
      columns[index].append(response[question.id], to: question)
    }
    return true
  }

  /// The response at a position, with the answers of the batch's questions; those not answered are left out.
  public func response(at row: Int) -> Response {
    var response = Response(
      id: ids.isEmpty ? 0 : ids[row], session: schema.sessions[Int(sessions[row])],
      unit: units[row] == 1 ? .table : .person, people: people[row] < 0 ? nil : Int(people[row]),
      key: keys.codes.isEmpty ? nil : keys.text(at: row),
      submittedAt: submittedAt.codes.isEmpty ? nil : submittedAt.text(at: row),
      version: versions.isEmpty ? 1 : Int(versions[row]))
    for (index, question) in schema.questions.enumerated() {
      let answer = columns[index].answer(at: row, to: question)
      if answer != .missing(.notAnswered) { response.answers[question.id] = answer }
    }
    return response
  }
}

extension BatchColumn {
  /// Adds an answer of any kind.
  public mutating func append(_ answer: Answer, to question: Question) {
    switch (answer, kind) {
    case (.missing(let reason), _): append(missing: reason)
    case (.choice(let choice), .codes):
      if let code = question.code(of: choice) {
        append(code: Int32(code))
      } else {
        append(missing: .unreadable)
      }
    case (.choices(let chosen), .masks): append(choices: chosen.compactMap(question.code(of:)))
    case (.ranking(let ranked), .ranks): append(ranking: ranked.compactMap(question.code(of:)))
    case (.number(let number), .numbers)
    where number.isFinite && question.type != .date && question.type != .time:
      append(number: number)
    case (.date(let date), .numbers): append(number: Double(date.daysSince1970))
    case (.time(let seconds), .numbers): append(number: Double(seconds))
    case (.text(let text), .text): append(text: text.utf8)
    default: append(missing: .unreadable)
    }
  }

  /// The answer at a position.
  public func answer(at row: Int, to question: Question) -> Answer {
    let code = codes[row]
    if code < 0 { return .missing(MissingReason(rawValue: code) ?? .unreadable) }
    switch kind {
    case .codes: return .choice(question.choices[Int(code)].id)
    case .masks:
      let mask = words[(row * wordsPerRow)..<((row + 1) * wordsPerRow)]
      return .choices(
        question.choices.indices.filter { mask[mask.startIndex + $0 / 64] >> UInt64($0 % 64) & 1 == 1 }
          .map { question.choices[$0].id })
    case .ranks:
      let places = ranks[(row * choiceCount)..<((row + 1) * choiceCount)]
      let ranked = question.choices.indices.filter { places[places.startIndex + $0] > 0 }
        .sorted { places[places.startIndex + $0] < places[places.startIndex + $1] }
      return .ranking(ranked.map { question.choices[$0].id })
    case .numbers:
      switch question.type {
      case .date: return .date(CalendarDate(daysSince1970: Int(numbers[row])))
      case .time: return .time(Int(numbers[row]))
      default: return .number(numbers[row])
      }
    case .text:
      return .text(text(at: row) ?? "")
    }
  }
}
