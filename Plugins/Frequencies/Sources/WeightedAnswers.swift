import EngageAnalysis
import EngageModel
import EngageStatistics

/// The answers to one question, by weight instead of by number.
struct WeightedAnswers: Sendable, Codable {
  /// As in `AnswerCount`.
  var choices: [WeightSum]
  var places: [WeightSum]
  var groups: [WeightSum]
  var numbers: [Double: WeightSum] = [:]
  var answered = WeightSum()

  init(like count: AnswerCount) {
    choices = Array(repeating: WeightSum(), count: count.choices.count)
    places = Array(repeating: WeightSum(), count: count.places.count)
    groups = Array(repeating: WeightSum(), count: count.groups.count)
  }

  mutating func merge(_ other: WeightedAnswers) {
    for index in choices.indices { choices[index].merge(other.choices[index]) }
    for index in places.indices { places[index].merge(other.places[index]) }
    for index in groups.indices { groups[index].merge(other.groups[index]) }
    for (number, weight) in other.numbers { numbers[number, default: WeightSum()].merge(weight) }
    answered.merge(other.answered)
  }

  mutating func add(_ batch: borrowing ResponseBatch, question: Question) {
    let column = batch.column(of: question.id)
    let groupsOfChoices = question.choices.map { choice in
      question.choiceGroups.indices.filter { question.choiceGroups[$0].choices.contains(choice.id) }
    }
    var isCounted = Array(repeating: false, count: groups.count)
    for row in 0..<batch.count where batch.units[row] == 0 && column.codes[row] >= 0 {
      let weight = batch.weights[row]
      answered.add(weight)
      switch column.kind {
      case .numbers: numbers[column.numbers[row], default: WeightSum()].add(weight)
      case .ranks: addRanking(column, at: row, weight)
      case .codes, .masks:
        column.forEachChoice(at: row) { choice in
          choices[choice].add(weight)
          for group in groupsOfChoices[choice] where !isCounted[group] {
            isCounted[group] = true
            groups[group].add(weight)
          }
        }
        for group in isCounted.indices { isCounted[group] = false }
      case .text: break
      }
    }
  }

  private mutating func addRanking(_ column: BatchColumn, at row: Int, _ weight: Double) {
    for choice in choices.indices {
      let place = Int(column.ranks[row * column.choiceCount + choice])
      guard place > 0 else { continue }
      choices[choice].add(weight)
      places[choice * choices.count + place - 1].add(weight)
    }
  }
}

/// What a table tells of the answers to one question: numbers of forms, or their weights.
struct AnswerFigures {
  let isWeighted: Bool
  let choices: [Double]
  let places: [Double]
  let groups: [Double]
  let answered: Double

  init(_ count: AnswerCount) {
    isWeighted = count.weighted != nil
    choices = count.weighted?.choices.map(\.value) ?? count.choices.map(Double.init)
    places = count.weighted?.places.map(\.value) ?? count.places.map(Double.init)
    groups = count.weighted?.groups.map(\.value) ?? count.groups.map(Double.init)
    answered = count.weighted?.answered.value ?? Double(count.answered)
  }

  /// For a ranking: how often a choice took each place.
  func places(of choice: Int) -> ArraySlice<Double> {
    places[(choice * choices.count)..<((choice + 1) * choices.count)]
  }

  /// For a ranking: how often each choice came first.
  var firsts: [Double] { choices.indices.map { places(of: $0).first ?? 0 } }

  /// For a ranking: the mean of the places a choice took, 1 the best; `nil` if nobody ranked it.
  func meanPlace(of choice: Int) -> Double? {
    guard choices[choice] > 0 else { return nil }
    let sum = zip(1..., places(of: choice)).reduce(0) { $0 + Double($1.0) * $1.1 }
    return sum / choices[choice]
  }
}
