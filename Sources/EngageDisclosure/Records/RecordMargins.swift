import EngageModel
import EngageReport

extension Question {
  /// What a file tells of each answer to it: a dimension and a value for each; `nil` for questions whose answers are
  /// no choices.
  var margins: [RecordMargin]? {
    let dimension = Counted.dimension(of: id.rawValue)
    if type == .selectMultiple {
      return choices.map { RecordMargin(dimension: "\(dimension)/\($0.id)", value: "yes") }
    }
    return type.isSingleChoice
      ? choices.map { RecordMargin(dimension: dimension, value: $0.id.rawValue) } : nil
  }
}

extension RecordTable {
  /// How many forms there are, and came to each session, and gave each answer.
  func margins(of questions: [Question], sessions names: [SessionReference]) -> [RecordMargin: Int] {
    var counts: [RecordMargin: Int] = [:]
    counts[RecordMargin()] = sessions.count
    for session in sessions where session >= 0 {
      counts[RecordMargin(session: names[Int(session)]), default: 0] += 1
    }
    for question in questions {
      guard let margins = question.margins else { continue }
      let column = batch.column(of: question.id)
      for row in column.codes.indices where column.codes[row] >= 0 {
        if column.kind == .masks {
          for choice in column.ticked(row) { counts[margins[choice], default: 0] += 1 }
        } else {
          counts[margins[Int(column.codes[row])], default: 0] += 1
        }
      }
    }
    return counts
  }
}
