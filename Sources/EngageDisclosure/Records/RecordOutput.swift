internal import EngageModel

/// Turns what was chosen into records, and checks them once more as they are.
struct RecordOutput {
  private let work: RecordWork
  private let chosen: RecordRecoding.Choice
  private let survey: Survey
  private let assembly: RecordAssembly
  private var told: [RecordAssembly.Told] = []
  private var others: [(question: Question, column: BatchColumn)] = []
  private var treatments: [RecordTreatment] = []
  private var legend: [(question: String, told: String)] = []
  private var omitted: [(question: Question.ID, why: RecordPlan.Omission)]
  private(set) var recodings: [RecordRelease.Recoding] = []

  init(_ work: RecordWork, _ chosen: RecordRecoding.Choice, survey: Survey) {
    self.work = work
    self.chosen = chosen
    self.survey = survey
    assembly = RecordAssembly(choices: survey.questions.flatMap { $0.choices.map(\.id) })
    omitted = work.plan.omitted
    for index in work.hierarchies.indices { addIdentifying(index) }
  }

  private mutating func addIdentifying(_ index: Int) {
    let hierarchy = work.hierarchies[index]
    let level = hierarchy.levels[chosen.levels[index]]
    let isWithheld = chosen.withheld.map { $0 >> UInt64(index) & 1 == 1 }
    let hidden = isWithheld.count { $0 }
    let count = Double(max(1, isWithheld.count))
    // A column of hardly anything but withheld answers helps nobody; without it more are alike.
    let isLeftOut = level.isLeftOut || Double(hidden) >= 0.95 * count
    recodings.append(
      .init(
        question: hierarchy.question.id.rawValue, told: isLeftOut ? "left out" : level.name,
        grain: isLeftOut ? nil : level.grain))
    if isLeftOut {
      // A session of the only one there is tells nothing, and nothing is lost.
      if hierarchy.levels.count > 1 || index > 0 { omitted.append((hierarchy.question.id, .recoded)) }
      return
    }
    let codes = work.columns[index].told(level).codes
    let one = assembly.told(hierarchy.question, level: level, codes: codes, isWithheld: isWithheld)
    let recoded = level.grain > 0 ? zip(codes, isWithheld).count { $0 > 0 && !$1 } : 0
    treatments.append(
      RecordTreatment(
        question: hierarchy.question.id, kind: .identifying, told: level.name,
        recoded: Double(recoded) / count, withheld: Double(hidden) / count))
    legend.append((hierarchy.question.id.rawValue, level.name + (hidden > 0 ? ", some withheld" : "")))
    told.append(one)
  }

  /// Adds the questions by which nobody is recognised.
  mutating func addAnswers(releasedText: ((Int64, Question) throws -> String?)?) throws {
    let sensitive = work.plan.sensitive.filter { !$0.recognises }
    let wanted = Set((sensitive + work.plan.ordinary).map(\.id))
    for question in survey.questions where wanted.contains(question.id) {
      var column = work.table.batch.column(of: question.id)
      var treatment = RecordTreatment(
        question: question.id, kind: question.sensitive ? .sensitive : .ordinary, told: "as answered",
        recoded: 0,
        withheld: 0)
      if question.type == .text {
        guard let releasedText else { continue }
        column = try words(question, releasedText)
        treatment.told = "where released"
      } else {
        tellEnds(of: question, &treatment)
      }
      treatments.append(treatment)
      others.append((question.leaving, column))
    }
  }

  private func words(
    _ question: Question, _ releasedText: (Int64, Question) throws -> String?
  ) throws -> BatchColumn {
    var column = BatchColumn(for: question)
    for id in work.table.ids { column.append(text: try releasedText(id, question)) }
    return column
  }

  /// Says what the lowest and highest number stand for.
  private mutating func tellEnds(of question: Question, _ treatment: inout RecordTreatment) {
    guard let ends = work.table.ends[question.id], ends.changed > 0 else { return }
    treatment.told =
      "\(NumberBands.text(ends.low)) stands for that or less, \(NumberBands.text(ends.high)) for that or more"
    treatment.recoded = Double(ends.changed) / Double(max(1, work.table.count))
    legend.append((question.id.rawValue, treatment.told))
  }

  // MARK: The end

  /// - Throws: `RecordRefusal.unsafe` where the records as they would leave don't keep the rules.
  func finish(keys: RecordKeys, kept: Int, release draft: RecordRelease) throws(RecordRefusal)
    -> ProtectedRecords
  {
    let (cells, classes) = classesAsTold()
    guard isSafe(classes: classes) else { throw .unsafe }
    var sizes = Array(repeating: 0, count: cells.count)
    for one in classes { sizes[one] += 1 }
    var release = draft
    release.questions = told.map(\.question.id.rawValue)
    release.tellsSession =
      work.hierarchies.first.map { session in
        told.contains { $0.question.id == session.question.id }
      } ?? false
    release.treatments = treatments
    release.omitted = omitted.map { .init(question: $0.question, why: $0.why.words) }
    release.cells = cells
    release.records = work.table.ids
    release.classes = classes
    return ProtectedRecords(
      survey: leavingSurvey, source: RecordsAtHand(batch: batch(keys)), legend: legend,
      withheldWord: assembly.word.rawValue, rules: work.rules,
      before: RecordRisk(work.columns, count: classes.count), after: RecordRisk(sizes: sizes),
      treatments: treatments, omitted: omitted, tables: work.table.tables, kept: kept, release: release)
  }

  /// The classes by the words of the file, as its reader finds them.
  private func classesAsTold() -> (cells: [[String]], classes: [Int]) {
    var places: [[String]: Int] = [:]
    var cells: [[String]] = []
    let classes = work.table.ids.indices.map { row in
      let words = told.map { $0.words[row] }
      if let place = places[words] { return place }
      places[words] = cells.count
      cells.append(words)
      return cells.count - 1
    }
    return (cells, classes)
  }

  /// Counts once more, by the words of the file and nothing that led to them.
  private func isSafe(classes: [Int]) -> Bool {
    let strata = work.safety.strata.codes
    var sizes: [[Int]: Int] = [:]
    var answers: [[Int]: Set<Int32>] = [:]
    for (row, one) in classes.enumerated() {
      sizes[[one, Int(strata[row])], default: 0] += 1
      for (index, column) in work.safety.sensitive.enumerated() {
        let code = column.codes[row]
        let key = [one, Int(strata[row]), index]
        answers[key, default: []].formUnion(column.isAnswer[Int(code)] ? [code] : [])
      }
    }
    return sizes.values.allSatisfy { $0 >= work.rules.alike }
      && answers.values.allSatisfy { $0.count >= work.rules.different } && differsWithoutItself()
  }

  /// Of each question that identifies and is sensitive: whether all else that is told leaves its answer open.
  private func differsWithoutItself() -> Bool {
    let sensitive = work.safety.both.map { work.hierarchies[$0].question.id }
    for (index, one) in told.enumerated() where sensitive.contains(one.question.id) {
      let answers = Set(one.question.choices.filter(\.isAnswer).map(\.id.rawValue))
      var found: [[String]: Set<String>] = [:]
      for row in one.words.indices where one.words[row] != assembly.word.rawValue {
        var others = told.map { $0.words[row] }
        others[index] = String(work.safety.strata.codes[row])
        found[others, default: []].formUnion(answers.contains(one.words[row]) ? [one.words[row]] : [])
      }
      if found.values.contains(where: { $0.count < work.rules.different }) { return false }
    }
    return true
  }

  private var leavingSurvey: Survey {
    let place = Dictionary(uniqueKeysWithValues: survey.questions.enumerated().map { ($1.id, $0) })
    let questions = (told.map(\.question) + others.map(\.question)).sorted {
      (place[$0.id] ?? -1) < (place[$1.id] ?? -1)
    }
    return Survey(
      id: survey.id, version: survey.version, title: survey.title, languages: survey.languages,
      groups: survey.groups, questions: questions)
  }

  /// All records, sorted by their keys.
  private func batch(_ keys: RecordKeys) -> ResponseBatch {
    let survey = leavingSurvey
    let schema = BatchSchema(
      questions: survey.questions, sessions: ProtectedRecords.sessions, survey: survey.id, identities: true)
    var batch = ResponseBatch(schema: schema)
    let count = work.table.count
    let names = work.table.ids.map(keys.key)
    batch.units = Array(repeating: 0, count: count)
    batch.people = Array(repeating: -1, count: count)
    batch.sessions = Array(repeating: 0, count: count)
    batch.versions = Array(repeating: Int32(survey.version), count: count)
    for name in names { batch.keys.append(text: name) }
    for _ in 0..<count { batch.submittedAt.append(text: nil) }
    for one in told { batch.columns[schema.column(of: one.question.id) ?? 0] = one.column }
    for one in others { batch.columns[schema.column(of: one.question.id) ?? 0] = one.column }
    let order = names.indices.sorted { names[$0] < names[$1] }
    return ResponseBatch(order, of: batch, schema: schema)
  }
}
