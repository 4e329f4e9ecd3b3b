import EngageModel

/// How often each answer was given, for every question of an analysis.
public struct FrequencyTally: Sendable, Codable {
  var questions: [AnswerCount]

  init(for questions: [Question]) { self.questions = questions.map(AnswerCount.init(for:)) }
}

/// The answers to one question.
struct AnswerCount: Sendable, Codable {
  /// By choice.
  var choices: [Int]
  /// For a ranking: how often each choice took each place, first place first; choice after choice.
  var places: [Int]
  /// For a question whose choices are merged for reporting: by group; a response once per group.
  var groups: [Int]
  /// By number, for questions without choices.
  var numbers: [Double: Int] = [:]
  /// By `MissingReason`, -1 first.
  var missing: [Int]
  var answered = 0
  /// Notes of tables that answered, which count nowhere.
  var tables = 0
  /// The same by weight; `nil` where no response is weighted.
  var weighted: WeightedAnswers?

  init(for question: Question) {
    choices = Array(repeating: 0, count: question.choices.count)
    let placeCount = question.type == .rank ? question.choices.count : 0
    places = Array(repeating: 0, count: placeCount * placeCount)
    groups = Array(repeating: 0, count: question.choiceGroups.count)
    missing = Array(repeating: 0, count: MissingReason.allCases.count)
  }

  /// Everything missing but what was not asked.
  var notAnswered: Int { missing.reduce(0, +) - notAsked }
  var notAsked: Int { missing[Int(-MissingReason.notAsked.rawValue) - 1] }

  mutating func merge(_ other: AnswerCount) {
    for index in choices.indices { choices[index] += other.choices[index] }
    for index in places.indices { places[index] += other.places[index] }
    for index in groups.indices { groups[index] += other.groups[index] }
    for index in missing.indices { missing[index] += other.missing[index] }
    numbers.merge(other.numbers, uniquingKeysWith: +)
    answered += other.answered
    tables += other.tables
    if let added = other.weighted {
      var own = weighted ?? WeightedAnswers(like: self)
      own.merge(added)
      weighted = own
    }
  }

  mutating func add(_ batch: borrowing ResponseBatch, question: Question) {
    if !batch.weights.isEmpty {
      if weighted == nil { weighted = WeightedAnswers(like: self) }
      weighted?.add(batch, question: question)
    }
    switch question.type.columnKind {
    case .codes: addCodes(batch, question: question)
    case .masks: addMasks(batch, question: question)
    case .ranks: addRanks(batch, question: question)
    case .numbers: addNumbers(batch, question: question)
    case .text, nil: break
    }
  }

  /// Notes a response that does not count as an answer; true if it does.
  private mutating func isAnswer(_ code: Int32, unit: UInt8) -> Bool {
    if unit != 0 {
      if code >= 0 { tables += 1 }
      return false
    }
    if code < 0 {
      missing[Int(-code) - 1] += 1
      return false
    }
    answered += 1
    return true
  }

  private mutating func addCodes(_ batch: borrowing ResponseBatch, question: Question) {
    let units = batch.units.span
    let offset = MissingReason.allCases.count
    var counts = Array(repeating: 0, count: offset + choices.count)
    batch.withCodes(of: question.id) { codes in
      for row in codes.indices {
        if units[row] == 0 { counts[Int(codes[row]) + offset] += 1 } else if codes[row] >= 0 { tables += 1 }
      }
    }
    for index in 0..<offset { missing[offset - 1 - index] += counts[index] }
    for index in choices.indices {
      choices[index] += counts[offset + index]
      answered += counts[offset + index]
    }
    for (index, group) in question.choiceGroups.enumerated() {
      groups[index] += group.choices.compactMap(question.code(of:)).reduce(0) { $0 + counts[offset + $1] }
    }
  }

  private mutating func addMasks(_ batch: borrowing ResponseBatch, question: Question) {
    let units = batch.units.span
    let groupMasks = question.choiceGroups.map { group in
      BatchColumn.mask(of: group.choices.compactMap(question.code(of:)), choices: question.choices.count)
    }
    batch.withMasks(of: question.id) { words, wordsPerRow, codes in
      for row in codes.indices where isAnswer(codes[row], unit: units[row]) {
        for word in 0..<wordsPerRow {
          var bits = words[row * wordsPerRow + word]
          while bits != 0 {
            choices[word * 64 + bits.trailingZeroBitCount] += 1
            bits &= bits - 1
          }
        }
        for (index, mask) in groupMasks.enumerated()
        where mask.indices.contains(where: { mask[$0] & words[row * wordsPerRow + $0] != 0 }) {
          groups[index] += 1
        }
      }
    }
  }

  private mutating func addRanks(_ batch: borrowing ResponseBatch, question: Question) {
    let units = batch.units.span
    batch.withRanks(of: question.id) { ranks, choiceCount, codes in
      for row in codes.indices where isAnswer(codes[row], unit: units[row]) {
        for choice in 0..<choiceCount {
          let place = Int(ranks[row * choiceCount + choice])
          guard place > 0 else { continue }
          choices[choice] += 1
          places[choice * choiceCount + place - 1] += 1
        }
      }
    }
  }

  private mutating func addNumbers(_ batch: borrowing ResponseBatch, question: Question) {
    let units = batch.units.span
    batch.withNumbers(of: question.id) { values, codes in
      for row in codes.indices where isAnswer(codes[row], unit: units[row]) {
        numbers[values[row] == 0 ? 0 : values[row], default: 0] += 1
      }
    }
  }
}
