import EngageModel

extension RowDecoder {
  /// Turns the layout of the file into work to do for every row.
  func makeTasks() {
    columnCount = headed.layout.columns.count
    var filled: Set<Int> = []
    var several: Set<Int> = []
    for (field, column) in headed.layout.columns.enumerated() {
      if column.roles.isEmpty { tasks.append(task(.nameless, field)) }
      for role in column.roles {
        switch role {
        case .question(let id):
          guard let index = schema.column(of: id) else { continue }
          filled.insert(index)
          tasks.append(questionTask(schema.questions[index], index, field))
        case .choice(let id, let choice):
          guard let index = schema.column(of: id), let code = schema.questions[index].code(of: choice) else {
            continue
          }
          filled.insert(index)
          several.insert(index)
          tasks.append(tickTask(schema.questions[index], index, code: code, field))
        case .place(let id, let place):
          guard let index = schema.column(of: id) else { continue }
          filled.insert(index)
          var ranked = questionTask(schema.questions[index], index, field)
          ranked.kind = .placeChoice
          ranked.choice = Int32(place)
          tasks.append(ranked)
        case .key:
          if keyFields.isEmpty { tasks.append(task(.key, field)) }
          keyFields.append(field)
        case .session:
          tellsSession = true
          tasks.append(task(.session, field, table: sessionWords.table))
        case .unit: unitField = field
        case .people: peopleField = field
        case .submittedAt:
          hasSubmitted = true
          tasks.append(task(.submitted, field))
        case .ignore: break
        }
      }
    }
    readSummariesLast(several)
    addConstants(&filled)
    if headed.layout.conventions.isForeign { addOthers(filled) }
    for (index, question) in schema.questions.enumerated() {
      let severalSources =
        several.contains(index) || [.masks, .ranks].contains(buffers[index].kind) && filled.contains(index)
      // The text of an "other" may be filled by the question before it, without a column of its own.
      if severalSources || (question.otherOf != nil && !filled.contains(index)) { cleared.append(index) }
    }
  }

  /// A cell with all choices is read where the columns of the single choices say nothing.
  private func readSummariesLast(_ several: Set<Int>) {
    let summaries = tasks.filter { $0.kind == .multiple && several.contains($0.question) }
    tasks.removeAll { $0.kind == .multiple && several.contains($0.question) }
    tasks += summaries.map { summary in
      var summary = summary
      summary.kind = .summary
      return summary
    }
  }

  /// What the map says of every row.
  private func addConstants(_ filled: inout Set<Int>) {
    for (role, text) in headed.layout.constants {
      let work: CellTask
      switch role {
      case .question(let id):
        guard let index = schema.column(of: id) else { continue }
        filled.insert(index)
        work = questionTask(schema.questions[index], index, 0)
      case .session:
        tellsSession = true
        work = task(.session, 0, table: sessionWords.table)
      case .unit:
        constantUnit = Array(text.utf8)
        continue
      default: continue
      }
      let cell = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(1, text.utf8.count))
      _ = cell.initialize(from: text.utf8)
      constantTasks.append((work, UnsafeMutableBufferPointer(rebasing: cell[0..<text.utf8.count])))
    }
  }

  /// Questions whose "other" is chosen by giving its words.
  private func addOthers(_ filled: Set<Int>) {
    for (text, question) in schema.questions.enumerated() {
      guard let id = question.otherOf, filled.contains(text), let main = schema.column(of: id),
        let code = schema.questions[main].code(of: "other"), [.codes, .masks].contains(buffers[main].kind)
      else { continue }
      others.append((text, main, Int32(code)))
    }
  }

  private func task(
    _ kind: CellTask.Kind, _ field: Int, question: Int = -1, table: WordTable? = nil, words: Int = -1
  ) -> CellTask {
    CellTask(
      kind: kind, field: field, question: question, table: table ?? missingWords.table, words: words,
      choice: -1,
      other: -1, otherText: -1)
  }

  private func questionTask(_ question: Question, _ index: Int, _ field: Int) -> CellTask {
    let kind: CellTask.Kind
    switch question.type {
    case .selectOne, .scale, .acknowledge: kind = .choice
    case .selectMultiple: kind = .multiple
    case .rank: kind = .rank
    case .integer: kind = .integer
    case .decimal: kind = .decimal
    case .range: kind = .range
    case .date: kind = .date
    case .time: kind = .time
    case .text, .calculate, .hidden, .note: kind = .text
    }
    guard question.type.takesChoices || question.type == .acknowledge else {
      return task(kind, field, question: index, table: question.type.isNumeric ? gapWords.table : nil)
    }
    let found = ChoiceWords(question: question, map: options.map, conventions: headed.layout.conventions)
    words.append(found)
    var result = task(kind, field, question: index, table: found.table, words: words.count - 1)
    addOther(to: &result, of: question)
    return result
  }

  private func tickTask(_ question: Question, _ index: Int, code: Int, _ field: Int) -> CellTask {
    let choice = question.choices[code]
    let found = ChoiceWords(
      tickOf: choice, of: question, map: options.map, conventions: headed.layout.conventions,
      ticked: headed.layout.columns[field].ticked)
    words.append(found)
    var result = task(
      question.type == .rank ? .choicePlace : .tick, field, question: index, table: found.table,
      words: words.count - 1)
    result.choice = Int32(code)
    if choice.id == "other" { addOther(to: &result, of: question) }
    return result
  }

  /// An unknown word is kept as the text of "other" where the question has one.
  private func addOther(to task: inout CellTask, of question: Question) {
    guard !headed.layout.conventions.isTypedFromForms,
      let text = schema.questions.firstIndex(where: { $0.otherOf == question.id }),
      let other = question.code(of: "other")
    else { return }
    task.other = Int32(other)
    task.otherText = text
  }
}

extension ChoiceWords {
  /// The words of the sessions of an event: names, then titles, then places.
  convenience init(sessions: [Session]) {
    self.init()
    for (code, session) in sessions.enumerated() {
      add(session.id.rawValue, code: Int32(code), suggests: true)
    }
    fold(sessions.enumerated().map { ($1.id.rawValue, Int32($0)) })
    fold(
      sessions.enumerated().flatMap { code, session in
        [session.title, session.place].compactMap { $0 }.map { ($0, Int32(code)) }
      })
    fold(sessions.enumerated().map { (foldedName($1.id.rawValue), Int32($0)) })
  }

  /// The words of the units: 0 for a person's form, 1 for a table's notes.
  static var units: ChoiceWords {
    let words = ChoiceWords()
    for word in ["person", "form"] { words.add(word, code: 0, suggests: true) }
    words.add("table", code: 1, suggests: true)
    words.fold([("person", 0), ("form", 0), ("table", 1)])
    return words
  }
}
