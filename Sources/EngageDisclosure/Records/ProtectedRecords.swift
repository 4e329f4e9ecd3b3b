public import EngageModel

/// Records that may leave, and what whoever lets them go should know.
public struct ProtectedRecords: Sendable {
  /// The questionnaire as the records answer it: identifying questions as they are told, none that is left out.
  public let survey: Survey
  /// The records, in the order of their keys.
  public let source: any ResponseSource
  /// What the reader of the file is told of each identifying question.
  public let legend: [(question: String, told: String)]
  /// The word that stands where an answer is withheld.
  public let withheldWord: String
  public let rules: DisclosureProfile.RecordRules
  /// Had the identifying questions left as they were answered.
  public let before: RecordRisk
  public let after: RecordRisk
  public let treatments: [RecordTreatment]
  public let omitted: [(question: Question.ID, why: RecordPlan.Omission)]
  /// Notes of tables, which are no persons and left out.
  public let tables: Int
  /// Forms that stay here, so that nobody sees whose record is gone since an earlier file.
  public let kept: Int
  /// What to keep, and to hand over with the next file.
  public let release: RecordRelease

  /// Stands in the place of sessions, of which single records tell nothing but by their question.
  public static let sessions = [SessionReference(event: "records", session: "all")]
}

/// Records that lie in memory.
struct RecordsAtHand: ResponseSource {
  let batch: ResponseBatch

  func partitions(_ schema: BatchSchema, atMost count: Int) throws -> [BatchPartition] {
    [
      BatchPartition { [batch] visit in
        for start in stride(from: 0, to: batch.count, by: ResponseBatch.capacity) {
          let rows = Array(start..<min(start + ResponseBatch.capacity, batch.count))
          try visit(ResponseBatch(rows, of: batch, schema: schema))
        }
      }
    ]
  }
}

/// Puts protected records together.
struct RecordAssembly {
  /// An identifying question as it leaves.
  struct Told {
    var question: Question
    var column: BatchColumn
    var words: [String]
    var legend: String
  }

  let word: Choice.ID
  static let withheldLabel = "Withheld to protect people"

  /// - Parameter choices: all choices of the survey, with none of which the word may be confused.
  init(choices: some Sequence<Choice.ID>) {
    let taken = Set(choices)
    var word: Choice.ID = "withheld"
    while taken.contains(word) { word = Choice.ID(word.rawValue + "_") }
    self.word = word
  }

  /// - Parameters:
  ///   - codes: by record, what the level tells; 0 is not answered.
  ///   - isWithheld: by record.
  func told(
    _ question: Question, level: RecordHierarchy.Level, codes: [Int32], isWithheld: [Bool]
  ) -> Told {
    let isAsAnswered = level.grain == 0 && question.type.isSingleChoice
    var occurs = Array(repeating: isAsAnswered, count: level.told.count)
    for (code, isWithheld) in zip(codes, isWithheld) where code > 0 && !isWithheld {
      occurs[Int(code) - 1] = true
    }
    var places = Array(repeating: Int32(-1), count: level.told.count + 1)
    var choices: [Choice] = []
    for (index, choice) in level.told.enumerated() where occurs[index] {
      places[index + 1] = Int32(choices.count)
      choices.append(choice)
    }
    let withheld = Int32(choices.count)
    if isWithheld.contains(true) {
      choices.append(Choice(id: word, label: LocalizedText(RecordAssembly.withheldLabel), scored: false))
    }
    var leaving = question.leaving
    leaving.type = isAsAnswered && question.type == .scale ? .scale : .selectOne
    leaving.choices = choices
    var column = BatchColumn(for: leaving)
    column.codes = zip(codes, isWithheld).map { $1 ? withheld : places[Int($0)] }
    let words = column.codes.map { $0 < 0 ? "" : choices[Int($0)].id.rawValue }
    return Told(question: leaving, column: column, words: words, legend: level.name)
  }
}

extension Question {
  /// What a reader of records needs of it: no rules of how it was asked.
  var leaving: Question {
    var question = Question(id: id, type: type, label: label, hint: hint, choices: choices)
    question.range = range
    question.group = group
    return question
  }
}
